import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { UserError } from "../sync/problems";
import { Field } from "../ui/Field";
import { FormDialog } from "../ui/FormDialog";
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
  return (
    <FormDialog
      title={title}
      ready={!!name.trim()}
      busy={busy}
      errors={errors}
      places={["name", ...places]}
      onSend={onSend}
      onClose={onClose}
    >
      <Field label={t`Name`} required error={errors.find((one) => one.field.includes("name"))?.message}>
        <Input value={name} maxLength={80} autoComplete="off" onChange={(event) => rest.onName(event.target.value)} />
      </Field>
      {rest.children}
      <SharingFields sharing={sharing} />
    </FormDialog>
  );
}
