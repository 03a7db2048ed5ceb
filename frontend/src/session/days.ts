/** The instant at which a day (YYYY-MM-DD) begins in a time zone. */
export function dayBegins(day: string, timeZone: string): string {
  const utc = Date.parse(`${day}T00:00:00Z`);
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short", timeStyle: "medium", hour12: false });
  const shown = Date.parse(`${parts.format(utc).replace(", ", "T").replace("T24", "T00")}Z`);
  return new Date(utc - (shown - utc)).toISOString();
}

export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
