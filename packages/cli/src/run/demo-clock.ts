/** The morning of the last working day on which `hours` after eight o'clock (UTC) have passed: campuses are busy then. */
export function lastBusyMorning(now: Date, hours: number): Date {
  const morning = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), 8));
  while (morning.getTime() + hours * 3_600_000 > now.getTime() || [0, 6].includes(morning.getUTCDay())) morning.setUTCDate(morning.getUTCDate() - 1);
  return morning;
}
