/** The system's code of an error that says that there is no room: the disk is full, or one's share of it; else undefined. */
export function fullDiskCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT") ? error.code : undefined;
}
