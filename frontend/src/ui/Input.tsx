import { useLingui } from "@lingui/react/macro";
import { clsx } from "clsx";
import { SearchIcon, XIcon } from "lucide-react";
import { type ComponentProps, useId } from "react";
import { isOwnTime } from "../session/days";
import { organisationTimeZone } from "../session/formats";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={clsx("control w-full", className)} {...rest} />;
}

export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return <textarea rows={rows} className={clsx("control w-full resize-y py-1.5 leading-5", className)} {...rest} />;
}

/** A native date field: every platform brings its own picker, phones a good one. */
export function DateInput({ className, ...rest }: ComponentProps<"input">) {
  return <input type="date" max="9999-12-31" className={clsx("control w-full tnum", className)} {...rest} />;
}

/**
 * A native field for a date and a time by the clocks of the organisation, "2026-05-02T15:00" (`clockAt`, `instantAt`). Whoever's own
 * clock shows something else reads whose time it is.
 */
export function DateTimeInput({ className, "aria-describedby": described, ...rest }: ComponentProps<"input">) {
  const { t } = useLingui();
  const id = useId();
  const zone = organisationTimeZone();
  const isAway = !isOwnTime(zone);
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <input
        type="datetime-local"
        max="9999-12-31T23:59"
        className={clsx("control w-full tnum", className)}
        aria-describedby={clsx(described, isAway && id) || undefined}
        {...rest}
      />
      {isAway && <p id={id} className="text-ink-3 text-xs">{t`Time zone: ${zone}`}</p>}
    </div>
  );
}

/** A search box with a clear button. */
export function SearchInput(props: {
  value: string;
  onChange: (text: string) => void;
  label: string;
  className?: string;
}) {
  const { t } = useLingui();
  return (
    <div className={clsx("relative", props.className)}>
      <SearchIcon
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-2.5 size-4 text-ink-3"
        aria-hidden
      />
      <input
        type="search"
        enterKeyHint="search"
        className={clsx(
          "control w-full text-ellipsis pl-8 [&::-webkit-search-cancel-button]:hidden",
          props.value ? "pr-8" : "pr-2.5",
        )}
        aria-label={props.label}
        placeholder={props.label}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && props.value && props.onChange("")}
      />
      {props.value && (
        <button
          type="button"
          aria-label={t`Clear`}
          className="absolute inset-y-0 right-0 grid w-8 place-items-center text-ink-3 hover:text-ink coarse:w-11"
          onClick={() => props.onChange("")}
        >
          <XIcon className="size-3.5" />
        </button>
      )}
    </div>
  );
}
