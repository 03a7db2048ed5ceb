import type { MessageDescriptor } from "@lingui/core";
import { useLingui } from "@lingui/react/macro";
import { actOrTell } from "../sync/act";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Section } from "../ui/Page";
import { Select } from "../ui/Select";
import { useLabel } from "../ui/useLabel";
import { ATTITUDE, AWARENESS, LEAD_STATE, OPEN } from "./labels";
import { type LeadFactsFragment, UpdateLeadDocument } from "./leads.gen";

const NONE = "NONE";

/** How far the customer is in their mind, and what kind of lead that makes it. */
export function LeadMind({ lead }: { lead: LeadFactsFragment }) {
  const { t } = useLingui();
  const label = useLabel();
  const may = lead.viewerCan.update && OPEN.has(lead.status);
  const set = (part: object) =>
    void actOrTell(UpdateLeadDocument, { input: { id: lead.id, version: lead.version, ...part } as never });
  const options = (labels: Record<string, MessageDescriptor>) => [
    { value: NONE, label: t`Not known yet` },
    ...Object.keys(labels).map((value) => ({ value, label: label(labels, value) })),
  ];
  const pick = (
    name: "awarenessStage" | "attitude" | "leadState",
    text: string,
    labels: Record<string, MessageDescriptor>,
  ) => (
    <Field label={text}>
      <Select
        label={text}
        value={lead[name] ?? NONE}
        options={options(labels)}
        disabled={!may}
        onChange={(value) => set({ [name]: value === NONE ? null : value })}
      />
    </Field>
  );
  const suggested = label(LEAD_STATE, lead.suggestedState);
  return (
    <Section title={t`Awareness`}>
      <div className="flex flex-col gap-3">
        {pick("awarenessStage", t`Where they are`, AWARENESS)}
        {pick("attitude", t`What they think of us`, ATTITUDE)}
        {pick("leadState", t`Kind of lead`, LEAD_STATE)}
        {lead.suggestedState && lead.suggestedState !== lead.leadState && (
          <p className="flex flex-wrap items-center gap-2 text-ink-2 text-sm">
            {t`Suggested: ${suggested}`}
            {may && (
              <Button look="ghost" onClick={() => set({ leadState: lead.suggestedState })}>
                {t`Take it`}
              </Button>
            )}
          </p>
        )}
      </div>
    </Section>
  );
}
