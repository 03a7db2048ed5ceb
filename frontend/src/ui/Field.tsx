import { clsx } from "clsx";
import { cloneElement, type ReactElement, type ReactNode, useId } from "react";

type ControlProps = { id?: string; "aria-invalid"?: boolean; "aria-describedby"?: string; "aria-required"?: boolean };

type Props = {
  label: ReactNode;
  error?: ReactNode;
  hint?: ReactNode;
  required?: boolean;
  className?: string;
  children: ReactElement;
};

/** A labelled control with its hint and its error, wired for screen readers. */
export function Field({ label, error, hint, required, className, children }: Props) {
  const id = useId();
  const control = children as ReactElement<ControlProps>;
  const note = error ? `${id}-error` : hint ? `${id}-hint` : undefined;
  return (
    <div className={clsx("flex min-w-0 flex-col gap-1", className)}>
      <label htmlFor={id} className="font-medium text-ink-2 text-xs coarse:text-sm">
        {label}
        {required && (
          <span className="ml-0.5 text-danger" aria-hidden>
            *
          </span>
        )}
      </label>
      {cloneElement(control, {
        id,
        "aria-invalid": error ? true : undefined,
        "aria-describedby": note,
        "aria-required": required || undefined,
      })}
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-danger text-xs">
          {error}
        </p>
      ) : (
        hint && (
          <p id={`${id}-hint`} className="text-ink-3 text-xs">
            {hint}
          </p>
        )
      )}
    </div>
  );
}
