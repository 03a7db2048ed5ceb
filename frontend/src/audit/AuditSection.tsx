import { useLingui } from "@lingui/react/macro";
import { ScrollTextIcon } from "lucide-react";
import { useMemo, useState } from "react";
import { findUsers } from "../identity/findUsers";
import { PagedList } from "../lists/PagedList";
import { findRecords } from "../records/findRecords";
import { useCatalog } from "../records/useCatalog";
import { dayBegins, dayEnds } from "../session/days";
import { useList } from "../sync/useList";
import type { Choice } from "../ui/Combobox";
import { EmptyState } from "../ui/EmptyState";
import { Field } from "../ui/Field";
import { DateInput } from "../ui/Input";
import { Pick } from "../ui/Pick";
import { Select } from "../ui/Select";
import { useLabel } from "../ui/useLabel";
import { AuditLine } from "./AuditLine";
import { AUDIT_ACTION } from "./actions";
import { AuditDocument, type AuditEntryWhere, type AuditQuery } from "./audit.gen";
import { VerifyPanel } from "./VerifyPanel";

const pick = (data: AuditQuery) => data.auditEntries;
const ANY = "";

/** Everything that happened, newest first: who, what, on which record; and whether the record of it holds. */
export function AuditSection() {
  const { t, i18n } = useLingui();
  const label = useLabel();
  const { catalog } = useCatalog();
  const [person, setPerson] = useState<Choice | null>(null);
  const [record, setRecord] = useState<Choice | null>(null);
  const [action, setAction] = useState(ANY);
  const [object, setObject] = useState(ANY);
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const variables = useMemo(() => {
    const where: AuditEntryWhere = {};
    if (person) where.actorId = { eq: person.value };
    if (record) where.recordId = { eq: record.value };
    if (action) where.action = action === "SIGN_IN" ? { eq: action } : { contains: action };
    if (object) where.objectType = { eq: object };
    if (from || to) {
      where.at = { ...(from && { gte: dayBegins(from) }), ...(to && { lt: dayEnds(to) }) };
    }
    return { where };
  }, [person, record, action, object, from, to]);
  const list = useList(AuditDocument, variables, pick);
  const chinese = i18n.locale === "zh-CN";
  const objects = (catalog ?? []).map((one) => ({
    value: one.name,
    label: chinese ? one.labelZh : one.labelEn,
  }));

  return (
    <div className="flex flex-col gap-4">
      <VerifyPanel />
      <div className="grid grid-cols-2 gap-2 lg:grid-cols-3">
        <Field label={t`Person`}>
          <Pick value={person} onChange={setPerson} find={findUsers} />
        </Field>
        <Field label={t`What was done`}>
          <Select
            value={action}
            options={[
              { value: ANY, label: t`Anything` },
              ...Object.keys(AUDIT_ACTION).map((value) => ({ value, label: label(AUDIT_ACTION, value) })),
            ]}
            onChange={setAction}
          />
        </Field>
        <Field label={t`Object`}>
          <Select value={object} options={[{ value: ANY, label: t`Every object` }, ...objects]} onChange={setObject} />
        </Field>
        <Field label={t`Record`}>
          <Pick value={record} onChange={setRecord} find={findRecords} />
        </Field>
        <Field label={t`From`}>
          <DateInput value={from} max={to || undefined} onChange={(event) => setFrom(event.target.value)} />
        </Field>
        <Field label={t`To`}>
          <DateInput value={to} min={from || undefined} onChange={(event) => setTo(event.target.value)} />
        </Field>
      </div>
      <PagedList
        list={{ ...list, loading: list.loading || !catalog }}
        skeleton={8}
        empty={<EmptyState icon={<ScrollTextIcon />} title={t`Nothing fits these filters`} />}
      >
        <ol aria-label={t`Audit log`} className="divide-y divide-line rounded-xl bg-surface px-4 shadow-lift">
          {list.rows.map((row) => (
            <AuditLine key={row.id} row={row} catalog={catalog ?? []} />
          ))}
        </ol>
      </PagedList>
    </div>
  );
}
