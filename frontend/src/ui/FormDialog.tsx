import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { UserError } from "../sync/problems";
import { Button } from "./Button";
import { Dialog } from "./Dialog";

type Props = {
  title: string;
  description?: string;
  /** What the button says; "Save" when left out. */
  action?: string;
  width?: "sm" | "md";
  /** Whether it can be sent as it is. */
  ready?: boolean;
  busy: boolean;
  errors: readonly UserError[];
  /** The fields that show their own errors; the others stand below the form. */
  places: readonly string[];
  onSend: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** A short form in a dialog: Enter sends it like its button, and what no field can show of a refusal stands below. */
export function FormDialog({ title, description, action, width = "sm", ready = true, busy, ...rest }: Props) {
  const { t } = useLingui();
  const others = rest.errors.filter((one) => !rest.places.some((field) => one.field.includes(field)));
  return (
    <Dialog
      open
      width={width}
      title={title}
      description={description}
      onClose={rest.onClose}
      footer={
        <>
          <Button onClick={rest.onClose}>{t`Cancel`}</Button>
          <Button look="primary" busy={busy} disabled={!ready} onClick={rest.onSend}>
            {action ?? t`Save`}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) rest.onSend();
        }}
      >
        {rest.children}
        {others.length > 0 && (
          <p role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-danger text-sm">
            {others.map((one) => one.message).join(" ")}
          </p>
        )}
      </form>
    </Dialog>
  );
}
