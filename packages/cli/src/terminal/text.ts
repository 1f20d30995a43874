const numbers = new Intl.NumberFormat("en-US");

/** `1,234`. */
export function showCount(count: number): string {
  return numbers.format(count);
}

/** `1 hit`, `2 hits`. */
export function showMany(count: number, one: string, many = `${one}s`): string {
  return `${showCount(count)} ${count === 1 ? one : many}`;
}

/** `4 s`, `3 min 20 s`, `13 h 5 min`, `2 d 4 h`. */
export function showSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [days, hours, minutes] = [
    Math.floor(whole / 86_400),
    Math.floor(whole / 3600) % 24,
    Math.floor(whole / 60) % 60,
  ];
  if (days > 0) return join([days, "d"], [hours, "h"]);
  if (hours > 0) return join([hours, "h"], [minutes, "min"]);
  return minutes > 0 ? join([minutes, "min"], [whole % 60, "s"]) : `${String(whole)} s`;
}

function join(
  [big, bigUnit]: readonly [number, string],
  [small, smallUnit]: readonly [number, string],
): string {
  return `${String(big)} ${bigUnit}${small === 0 ? "" : ` ${String(small)} ${smallUnit}`}`;
}

/** `3.2 MB`. */
export function showBytes(bytes: number): string {
  if (bytes < 1000) return `${String(bytes)} B`;
  const units = ["kB", "MB", "GB"];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 10 ? value.toFixed(1) : String(Math.round(value))} ${units[unit] ?? "GB"}`;
}

/** `2026-11-24 02:00:05Z`: UTC, as everything that 42sync shows. */
export function showTime(time: Date | number | string): string {
  return `${new Date(time).toISOString().slice(0, 19).replace("T", " ")}Z`;
}

/** Lines of at most `width` characters, broken at spaces. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
