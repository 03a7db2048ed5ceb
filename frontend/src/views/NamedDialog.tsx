import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { UserError } from "../sync/problems";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Input } from "../ui/Input";
import { SharingFields, type useSharing } from "./SharingFields";

type Props = {
  title: string;
  name: string;
  onName: (name: string) => void;
  sharing: ReturnType<typeof useSharing>;
  busy: boolean;
  errors: readonly UserError[];
  /** Fields besides the name that show their own errors. */
  places?: readonly string[];
  onSend: () => void;
  onClose: () => void;
  /** What else is said of it, between its name and its shares. */
  children?: ReactNode;
};

/** Names something one keeps and says who may open it: a view, a report, a dashboard. */
export function NamedDialog({ title, name, sharing, busy, errors, places = [], onSend, onClose, ...rest }: Props) {
  const { t } = useLingui();
  const placed = ["name", ...places];
  const others = errors.filter((one) => !placed.some((field) => one.field.includes(field)));
  const ready = !!name.trim();
  return (
    <Dialog
      open
      width="sm"
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button look="primary" busy={busy} disabled={!ready} onClick={onSend}>
            {t`Save`}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onSend();
        }}
      >
        <Field label={t`Name`} required error={errors.find((one) => one.field.includes("name"))?.message}>
          <Input value={name} maxLength={80} autoComplete="off" onChange={(event) => rest.onName(event.target.value)} />
        </Field>
        {rest.children}
        <SharingFields sharing={sharing} />
        {others.length > 0 && (
          <p role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-danger text-sm">
            {others.map((one) => one.message).join(" ")}
          </p>
        )}
      </form>
    </Dialog>
  );
}
