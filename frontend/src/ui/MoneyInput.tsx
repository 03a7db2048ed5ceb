import { clsx } from "clsx";
import type { ComponentProps } from "react";

/** Keeps digits, one point and at most two decimals; full-width digits and 。 of Chinese keyboards are read as ASCII. */
export function cleanDecimal(text: string, decimals = 2): string {
  const ascii = text.replace(/[０-９．。，]/g, (c) =>
    c === "．" || c === "。" ? "." : c === "，" ? "," : String.fromCharCode(c.charCodeAt(0) - 0xfee0),
  );
  const digits = ascii.replace(/[^\d.-]/g, "").replace(/(?!^)-/g, "");
  const [whole = "", ...rest] = digits.split(".");
  if (rest.length === 0 || decimals === 0) return whole;
  return `${whole}.${rest.join("").slice(0, decimals)}`;
}

type Props = Omit<ComponentProps<"input">, "onChange" | "value"> & {
  value: string;
  onChange: (value: string) => void;
  unit?: string;
  decimals?: number;
};

/** A decimal held as text, so that no amount is ever rounded by a float; the unit stands beside it. */
export function MoneyInput({ value, onChange, unit, decimals = 2, className, ...rest }: Props) {
  return (
    <div className={clsx("relative", className)}>
      <input
        inputMode="decimal"
        autoComplete="off"
        className={clsx("control tnum w-full", unit && "pr-12")}
        value={value}
        onChange={(event) => onChange(cleanDecimal(event.target.value, decimals))}
        {...rest}
      />
      {unit && (
        <span className="pointer-events-none absolute inset-y-0 right-2.5 grid place-items-center text-ink-3 text-xs">
          {unit}
        </span>
      )}
    </div>
  );
}
