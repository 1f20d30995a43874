const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `2026-11-24` → `24 Nov`. */
export function showDay(day: string): string {
  return `${String(Number(day.slice(8, 10)))} ${months[Number(day.slice(5, 7)) - 1] ?? ""}`;
}

/** `24 Nov 02:00`, UTC. */
export function showMoment(time: string): string {
  const iso = new Date(time).toISOString();
  return `${showDay(iso)} ${iso.slice(11, 16)}`;
}
