import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { useQuery } from "urql";
import { findUsers } from "../../identity/findUsers";
import { ROLE } from "../../identity/labels";
import { act, newKey } from "../../sync/act";
import type { UserError } from "../../sync/problems";
import type { Choice } from "../../ui/Combobox";
import { Field } from "../../ui/Field";
import { FormDialog } from "../../ui/FormDialog";
import { Input } from "../../ui/Input";
import { Pick } from "../../ui/Pick";
import { Select } from "../../ui/Select";
import { useLabel } from "../../ui/useLabel";
import type { About } from "./about";
import { CreateReportEmbedDocument, type CreateReportEmbedMutationVariables, RolesOfUserDocument } from "./embeds.gen";

type Role = CreateReportEmbedMutationVariables["input"]["role"];
type Props = { about: About; name: string; onClose: () => void };
const DAYS = ["7", "30", "90", "365"];
const PLACES = ["name", "userId", "role", "origins"];

/** With whose access a page is shown, on which sites, and for how long. */
export function EmbedForm({ about, name: start, onClose }: Props) {
  const { t } = useLingui();
  const label = useLabel();
  const [name, setName] = useState(start);
  const [person, setPerson] = useState<Choice | null>(null);
  const [role, setRole] = useState<Role | null>(null);
  const [days, setDays] = useState("30");
  const [sites, setSites] = useState("");
  const [key] = useState(newKey);
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<readonly UserError[]>([]);
  const id = person?.value ?? "";
  const [{ data }] = useQuery({ query: RolesOfUserDocument, variables: { id }, pause: !person });
  const roles = person && data?.user?.id === person.value ? ((data.user.roles ?? []) as Role[]) : [];
  const first = roles[0] ?? null;
  useEffect(() => setRole(first), [first]);
  const of = (field: string) => errors.find((one) => one.field.includes(field))?.message;
  const ready = !!name.trim() && !!person && !!role;
  const who = person?.label ?? "";
  const asRole = label(ROLE, role);

  async function send() {
    if (!person || !role) return;
    setBusy(true);
    const { reportId, dashboardId } = about;
    const origins = sites.split(/[\s,，;；]+/).filter(Boolean);
    const input = { name, reportId, dashboardId, userId: person.value, role, days: Number(days), origins };
    const outcome = await act(CreateReportEmbedDocument, { input: { ...input, idempotencyKey: key } });
    setBusy(false);
    if (!outcome.ok) return setErrors(outcome.errors);
    onClose();
  }

  return (
    <FormDialog
      title={t`New embedded page`}
      action={t`Create the link`}
      ready={ready}
      busy={busy}
      errors={errors}
      places={PLACES}
      onSend={() => void send()}
      onClose={onClose}
    >
      <Field label={t`Name`} required error={of("name")}>
        <Input value={name} maxLength={80} autoComplete="off" onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label={t`With whose access`} required error={of("userId")}>
        <Pick value={person} find={findUsers} placeholder={t`Name of a person`} onChange={setPerson} />
      </Field>
      {roles.length > 0 && (
        <Field label={t`In the role`} error={of("role")}>
          <Select
            value={role}
            options={roles.map((value) => ({ value, label: label(ROLE, value) }))}
            onChange={setRole}
          />
        </Field>
      )}
      {ready && (
        <p className="rounded-lg bg-warn-soft p-3 text-sm text-warn">
          {t`Whoever has the link sees the figures of what ${who} may see as ${asRole}, without signing in. Records cannot be opened. When ${who} leaves, or loses the role, the page ends.`}
        </p>
      )}
      <Field label={t`Lasts`}>
        <Select value={days} options={DAYS.map((value) => ({ value, label: t`${value} days` }))} onChange={setDays} />
      </Field>
      <Field
        label={t`Sites that may embed it`}
        error={of("origins")}
        hint={t`Such as https://intranet.example.com, several with spaces. Left empty, no site may.`}
      >
        <Input value={sites} inputMode="url" autoComplete="off" onChange={(event) => setSites(event.target.value)} />
      </Field>
    </FormDialog>
  );
}
