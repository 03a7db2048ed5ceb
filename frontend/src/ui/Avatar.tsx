import { clsx } from "clsx";

const hues = [198, 224, 262, 318, 12, 38, 92, 152];

/** One sign for Chinese names (the family name), two for others. */
export function initials(name: string): string {
  const trimmed = name.trim();
  if (!trimmed) return "?";
  if (/[\u3400-\u9fff]/.test(trimmed)) return trimmed.slice(0, 1);
  const [first = "", ...rest] = trimmed.split(/\s+/);
  return (first.charAt(0) + (rest.at(-1)?.charAt(0) ?? "")).toUpperCase();
}

function hue(name: string) {
  let sum = 0;
  for (const char of name) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973;
  return hues[sum % hues.length];
}

export function Avatar({
  name,
  size = "sm",
  className,
}: {
  name: string;
  size?: "xs" | "sm" | "md" | "lg";
  className?: string;
}) {
  return (
    <span
      aria-hidden
      style={{ "--hue": hue(name) } as React.CSSProperties}
      className={clsx(
        "grid shrink-0 select-none place-items-center rounded-full bg-[oklch(0.92_0.05_var(--hue))] font-medium text-[oklch(0.36_0.09_var(--hue))] dark:bg-[oklch(0.34_0.06_var(--hue))] dark:text-[oklch(0.9_0.06_var(--hue))]",
        size === "xs" && "size-4.5 text-[0.625rem]",
        size === "sm" && "size-6 text-2xs",
        size === "md" && "size-8 text-sm",
        size === "lg" && "size-11 text-base",
        className,
      )}
    >
      {initials(name)}
    </span>
  );
}
