import { useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { findChannels } from "../campaigns/findChannels";
import { PURPOSE } from "../consents/labels";
import { finderOf } from "../lists/findLinked";
import { findPools } from "../pools/findPools";
import { act, newKey } from "../sync/act";
import type { FieldSpec } from "../ui/formFields";
import { notify } from "../ui/notify";
import { RecordForm } from "../ui/RecordForm";
import { useLabel } from "../ui/useLabel";
import type { Mapped, SourceField } from "./example";
import { FieldsEditor } from "./FieldsEditor";
import { CreateLeadSourceDocument, type LeadSourceRowFragment, UpdateLeadSourceDocument } from "./intake.gen";
import { CALL_FIELD, CUSTOMER_POLICY, FIELDS, POLICY, SOURCE_KIND } from "./labels";
import { MappingEditor } from "./MappingEditor";

const findCampaigns = finderOf("campaign");

/** A door for leads: what may be sent, where its values stand, and what its leads are given. */
export function SourceForm({ source, onClose }: { source?: LeadSourceRowFragment; onClose: () => void }) {
  const { t } = useLingui();
  const label = useLabel();
  const [key] = useState(newKey);
  const [taken, setTaken] = useState((source?.fields ?? []) as SourceField[]);
  const [mapping, setMapping] = useState((source?.mapping ?? []) as Mapped[]);
  const [touched, setTouched] = useState(false);
  // A mail carries no consent.
  const isMail = source?.kind === "MAIL";
  // A form has its own fields, and its own builder for them.
  const isForm = source?.kind === "FORM";
  // A call is logged on whoever has the number.
  const isCall = source?.kind === "CALL";
  const fields = useMemo<FieldSpec[]>(() => {
    const options = (labels: Parameters<typeof label>[0]) =>
      Object.keys(labels).map((value) => ({ value, label: label(labels, value) }));
    return [
      { name: "name", label: t`Name`, kind: "text", required: true, max: 100 },
      ...(isForm
        ? []
        : [
            {
              name: "kind",
              label: t`Kind`,
              kind: "select" as const,
              options: options(SOURCE_KIND).filter((one) => one.value !== "FORM"),
            },
          ]),
      {
        name: "source",
        label: t`Source of its leads`,
        kind: "text",
        max: 100,
        hint: t`The name of the source when left empty.`,
      },
      ...(isCall
        ? []
        : [
            {
              name: "duplicatePolicy",
              label: t`Somebody who is a lead already`,
              kind: "select" as const,
              options: options(POLICY),
            },
          ]),
      {
        name: "customerPolicy",
        label: t`A customer who comes again`,
        kind: "select",
        required: true,
        wide: true,
        options: options(CUSTOMER_POLICY),
        hint: isCall
          ? t`Known by a contact of the customer. An answered call is kept on the contact; for a missed one there is a task to call back.`
          : t`Known by a contact of the customer who is no open lead. A task is made once, until it is done.`,
      },
      { name: "campaignId", label: t`Campaign`, kind: "pick", find: findCampaigns },
      {
        name: "channelId",
        label: t`Channel`,
        kind: "pick",
        find: findChannels,
        hint: t`The campaign's when left empty.`,
      },
      {
        name: "poolId",
        label: t`Lead pool`,
        kind: "pick",
        find: findPools,
        hint: t`Its leads wait there to be claimed, and no rule assigns them. Left empty: rules, then the pool of the region.`,
        wide: true,
      },
      ...(isMail || isForm
        ? []
        : [
            {
              name: "eventPath",
              label: t`Path of the event's id`,
              kind: "text" as const,
              max: 200,
              wide: true,
              hint: t`Such as data.leadId: the same event is taken in once, however often the platform sends it.`,
            },
          ]),
      ...(isMail
        ? []
        : [
            {
              name: "needsConsent",
              label: isForm ? t`Consent is required` : t`Consent must be sent along`,
              kind: "check" as const,
              wide: true,
            },
            {
              name: "consentPurpose",
              label: t`They consent to`,
              kind: "select" as const,
              required: true,
              wide: true,
              options: Object.keys(PURPOSE).map((value) => ({ value, label: label(PURPOSE, value) })),
            },
            { name: "consentText", label: t`Consent text`, kind: "area" as const, max: 2_000, wide: true },
          ]),
    ];
  }, [t, label, isForm, isMail, isCall]);
  const record = useMemo(() => {
    const choice = (one?: { id: string; name: string } | null) => (one ? { value: one.id, label: one.name } : null);
    if (!source) return { kind: "API", duplicatePolicy: "ATTACH", customerPolicy: "TASK", consentPurpose: "SERVICE" };
    return {
      ...source,
      campaignId: choice(source.campaign),
      channelId: choice(source.channel),
      poolId: choice(source.pool),
    };
  }, [source]);
  const changed =
    <V,>(set: (value: V) => void) =>
    (value: V) => {
      set(value);
      setTouched(true);
    };

  async function send(input: Record<string, unknown>) {
    const kind = String(input.kind ?? source?.kind);
    const lists = isForm ? {} : { fields: taken, mapping: mappedOf(kind, mapping).filter((one) => one.from.trim()) };
    if (source) {
      const given = { id: source.id, version: source.version, ...input, ...lists };
      const outcome = await act(UpdateLeadSourceDocument, { input: given as never });
      return outcome.ok ? null : outcome.errors;
    }
    const outcome = await act(CreateLeadSourceDocument, {
      input: { ...input, ...lists, isActive: true, idempotencyKey: key } as never,
    });
    if (!outcome.ok) return outcome.errors;
    notify({ title: t`The source is open` });
    return null;
  }

  return (
    <RecordForm
      title={source ? t`Edit source` : t`New source`}
      description={source?.name}
      fields={fields}
      record={record}
      known={!!source}
      touched={touched}
      onClose={onClose}
      onSend={send}
      beside={({ kind }) =>
        !isForm && (
          <>
            {kind !== "CALL" && <FieldsEditor value={taken} onChange={changed(setTaken)} />}
            <MappingEditor
              isCall={kind === "CALL"}
              value={mappedOf(String(kind), mapping)}
              onChange={changed(setMapping)}
            />
          </>
        )
      }
    />
  );
}

/** Calls are told with other fields than leads: what was mapped for the one is nothing for the other. */
const mappedOf = (kind: string, mapping: readonly Mapped[]) =>
  mapping.filter((one) => (kind === "CALL" ? one.to in CALL_FIELD : (FIELDS as readonly string[]).includes(one.to)));
