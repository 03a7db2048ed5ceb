import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";

type Look = "primary" | "secondary" | "ghost" | "danger";

const looks: Record<Look, string> = {
  primary: "bg-accent text-accent-fg hover:bg-accent-hover shadow-xs",
  secondary: "bg-surface text-ink border border-line-strong hover:bg-hover",
  ghost: "text-ink-2 hover:bg-hover hover:text-ink",
  danger: "bg-danger text-danger-fg hover:opacity-90",
};

const shape =
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-lg font-medium whitespace-nowrap select-none transition-colors disabled:opacity-55 disabled:cursor-not-allowed aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0";

/** The class string of a button, for links that look like one. */
export function buttonClass(look: Look = "secondary", size: "md" | "sm" | "icon" = "md", extra?: string) {
  return clsx(
    shape,
    looks[look],
    size === "md" && "h-8 px-3 text-sm coarse:h-11 coarse:px-4 coarse:text-base",
    size === "sm" && "h-7 px-2 text-xs coarse:h-11 coarse:px-3 coarse:text-sm",
    size === "icon" && "size-8 coarse:size-11",
    extra,
  );
}

export type ButtonProps = ComponentProps<"button"> & {
  look?: Look;
  size?: "md" | "sm" | "icon";
  busy?: boolean;
  icon?: ReactNode;
};

export function Button({
  look,
  size,
  busy,
  icon,
  className,
  children,
  disabled,
  type = "button",
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={buttonClass(look, size, className)}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      {...rest}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  );
}

/** A square button that holds only an icon; the label is spoken and shown as a hint. */
export function IconButton({ label, ...rest }: Omit<ButtonProps, "size"> & { label: string }) {
  return <Button size="icon" look="ghost" aria-label={label} title={label} {...rest} />;
}

export function Spinner({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 16 16" className={clsx("size-4 animate-spin", className)} aria-hidden="true">
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="2" opacity=".25" />
      <path d="M14 8a6 6 0 0 0-6-6" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
