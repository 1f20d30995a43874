/** A weak ETag of the body: the same text has the same tag. */
export function weakTag(body: string): string {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let at = 0; at < body.length; at++) {
    const code = body.charCodeAt(at);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b + code, 0x85ebca6b) ^ (b >>> 13);
  }
  const hex = (number: number): string => (number >>> 0).toString(16).padStart(8, "0");
  return `W/"${hex(a)}${hex(b)}${hex(Math.imul(a, 31) ^ b)}${hex(body.length)}"`;
}
