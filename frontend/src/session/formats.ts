import type { Locale } from "./settings";

/** How values are written: the viewer's language, the organisation's currency and time zone. */
type Formats = { locale: Locale; timeZone: string; currency: string };

let formats: Formats = { locale: "zh-CN", timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, currency: "CNY" };
const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>();

export function setFormats(change: Partial<Formats>) {
  formats = { ...formats, ...change };
  made.clear();
}

export const baseCurrency = () => formats.currency;
export const organisationTimeZone = () => formats.timeZone;

function once<T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(
  key: string,
  make: () => T,
): T {
  const found = made.get(key) as T | undefined;
  if (found) return found;
  const fresh = make();
  made.set(key, fresh);
  return fresh;
}

type Amount = string | number | null | undefined;

function currencyFormat(currency: string, compact: boolean, digits?: number) {
  return once(`${currency}${compact}${digits}`, () => {
    const options: Intl.NumberFormatOptions = {
      style: "currency",
      currency,
      currencyDisplay: "narrowSymbol",
      notation: compact ? "compact" : "standard",
      useGrouping: true,
      ...(compact
        ? { minimumFractionDigits: 0, maximumFractionDigits: 1 }
        : digits === undefined
          ? {}
          : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
    };
    try {
      return new Intl.NumberFormat(formats.locale, options);
    } catch {
      return new Intl.NumberFormat(formats.locale);
    }
  });
}

/** ¥400,000; the decimals of whole amounts are left out. */
export function money(amount: Amount, currency = formats.currency): string {
  if (amount === null || amount === undefined || amount === "") return "—";
  const value = Number(amount);
  return currencyFormat(currency, false, Number.isInteger(value) ? 0 : undefined).format(value);
}

/** ¥40万 or ¥400K, for places where width counts; the full figure belongs into a title. */
export function shortMoney(amount: Amount, currency = formats.currency): string {
  if (amount === null || amount === undefined || amount === "") return "—";
  return currencyFormat(currency, true).format(Number(amount));
}

export function number(value: Amount): string {
  if (value === null || value === undefined || value === "") return "—";
  return once("number", () => new Intl.NumberFormat(formats.locale)).format(Number(value));
}

/** How many a list has: "8,800", or "10,000+" when nobody counted further. */
export const howMany = ({ total, capped }: { total?: number; capped: boolean }) =>
  total === undefined ? "" : `${number(total)}${capped ? "+" : ""}`;

/** An exchange rate: as many decimals as it has. */
export function rate(value: Amount): string {
  if (value === null || value === undefined || value === "") return "—";
  return once("rate", () => new Intl.NumberFormat(formats.locale, { maximumFractionDigits: 8 })).format(Number(value));
}

export function percent(value: Amount): string {
  if (value === null || value === undefined || value === "") return "—";
  return once("percent", () => new Intl.NumberFormat(formats.locale, { maximumFractionDigits: 1 }))
    .format(Number(value))
    .concat("%");
}

/** A calendar date ("2026-11-22") or an instant, as a date of the organisation's time zone. */
export function date(value: string | null | undefined, style: "short" | "long" = "short"): string {
  if (!value) return "—";
  const dayOnly = /^\d{4}-\d{2}-\d{2}$/.test(value);
  const timeZone = dayOnly ? "UTC" : formats.timeZone;
  const at = new Date(value);
  const thisYear = at.getUTCFullYear() === new Date().getUTCFullYear();
  return once(
    `date${style}${timeZone}${thisYear}`,
    () =>
      new Intl.DateTimeFormat(formats.locale, {
        timeZone,
        month: style === "long" ? "long" : "short",
        day: "numeric",
        ...(thisYear && style === "short" ? {} : { year: "numeric" }),
        ...(style === "long" ? { weekday: "short" } : {}),
      }),
  ).format(at);
}

/** The name of a weekday, 1 (Monday) to 7; the first of January 2024 was a Monday. */
export function weekdayName(day: number, style: "short" | "long" = "short"): string {
  const format = once(
    `weekday${style}`,
    () => new Intl.DateTimeFormat(formats.locale, { weekday: style, timeZone: "UTC" }),
  );
  return format.format(Date.UTC(2024, 0, day));
}

/** A full hour of the day: 09:00. */
export const hourName = (hour: number) => `${String(hour).padStart(2, "0")}:00`;

/** The month an instant falls into, in the organisation's time zone. */
export function monthOf(value: string): string {
  const { locale, timeZone } = formats;
  const shown = { timeZone, year: "2-digit", month: "short" } as const;
  return once("month", () => new Intl.DateTimeFormat(locale, shown)).format(new Date(value));
}

export function dateTime(value: string | null | undefined): string {
  if (!value) return "—";
  return once(
    "dateTime",
    () =>
      new Intl.DateTimeFormat(formats.locale, {
        timeZone: formats.timeZone,
        year: "numeric",
        month: "short",
        day: "numeric",
        hour: "2-digit",
        minute: "2-digit",
        hour12: false,
      }),
  ).format(new Date(value));
}

export function time(value: string): string {
  return once(
    "time",
    () =>
      new Intl.DateTimeFormat(formats.locale, {
        timeZone: formats.timeZone,
        hour: "2-digit",
        minute: "2-digit",
        hour12: false,
      }),
  ).format(new Date(value));
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31536000],
  ["month", 2592000],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
];

/** "3 days ago", "in 2 hours". */
export function relative(value: string | null | undefined, now = Date.now()): string {
  if (!value) return "—";
  const seconds = (new Date(value).getTime() - now) / 1000;
  const format = once(
    "relative",
    () => new Intl.RelativeTimeFormat(formats.locale, { numeric: "auto", style: "short" }),
  );
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(0, "minute");
}

/** The calendar day of an instant in the organisation's time zone, as YYYY-MM-DD. */
export function dayOf(value: string | Date = new Date()): string {
  return once(
    "day",
    () =>
      new Intl.DateTimeFormat("en-CA", {
        timeZone: formats.timeZone,
        year: "numeric",
        month: "2-digit",
        day: "2-digit",
      }),
  ).format(new Date(value));
}

export function bytes(size: number): string {
  const units = ["B", "kB", "MB", "GB"];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(size, 1)) / 3));
  return `${(size / 1000 ** step).toFixed(step === 0 || size / 1000 ** step >= 100 ? 0 : 1)} ${units[step]}`;
}
