/** Midnight of the same day on this machine. @param ms milliseconds since the epoch, as what comes back. */
export function startOfDay(ms: number): number {
  return new Date(ms).setHours(0, 0, 0, 0);
}

/** The day after, whose beginning is 23 to 25 hours later. */
export function startOfNextDay(ms: number): number {
  const day = new Date(startOfDay(ms));
  return day.setDate(day.getDate() + 1);
}
