import { useLingui } from "@lingui/react/macro";
import type { Shape } from "../lists/shape";
import { textOf } from "../lists/values";
import type { MergedLead } from "./MergeDialog";
import { MergeOption } from "./MergeOption";

type Props = {
  shape: Shape;
  leads: readonly MergedLead[];
  /** Whose value stays in which field unless somebody chooses. */
  rules: readonly { field: string; leadId: string }[];
  wanted: Readonly<Record<string, string>>;
  onChange: (field: string, leadId: string) => void;
};

const NOTHING = "—";

/** Where the leads differ one value is chosen; what only one of them says is taken over and can be read below. */
export function MergeFields({ shape, leads, rules, wanted, onChange }: Props) {
  const { t } = useLingui();
  const fields = rules.flatMap((rule) => {
    const field = shape.field(rule.field);
    if (!field) return [];
    const values = leads.map((lead) => ({ lead, text: textOf(shape, field, lead) }));
    const told = values.filter((one) => one.text !== NOTHING);
    // A value that several have is one choice; of these the lead the rule names, else the first.
    const choices = [...new Set(told.map((one) => one.text))].map((text) => {
      const of = told.filter((one) => one.text === text).map((one) => one.lead);
      return { text, of, id: (of.find((one) => one.id === rule.leadId) ?? of[0])?.id ?? "" };
    });
    return [{ ...rule, label: shape.label(rule.field), choices }];
  });
  const open = fields.filter((one) => one.choices.length > 1);
  const settled = fields.filter((one) => one.choices.length === 1);
  const taken = settled.length;
  return (
    <>
      {open.length > 0 && <p className="font-medium text-sm">{t`What stays where they differ?`}</p>}
      <div className="flex flex-col divide-y divide-line">
        {open.map(({ field, label, leadId, choices }) => (
          <fieldset key={field} className="grid gap-1.5 py-3 first:pt-0 md:grid-cols-[9rem_1fr] md:gap-3">
            <legend className="float-left text-ink-2 text-sm md:pt-1.5">{label}</legend>
            <div className="grid gap-1.5 md:auto-cols-fr md:grid-flow-col">
              {choices.map(({ text, of, id }) => {
                const chosen = wanted[field] ?? leadId;
                return (
                  <MergeOption
                    key={text}
                    name={field}
                    label={`${label}: ${text}`}
                    checked={of.some((one) => one.id === chosen)}
                    onChange={() => onChange(field, id)}
                  >
                    <span className="line-clamp-4">{text}</span>
                    <span className="tnum block text-ink-2 text-xs">{of.map((one) => one.number).join(", ")}</span>
                  </MergeOption>
                );
              })}
            </div>
          </fieldset>
        ))}
      </div>
      {taken > 0 && (
        <details className="text-sm">
          <summary className="min-h-6 cursor-pointer text-ink-2 coarse:min-h-11">{t`${taken} fields without a choice`}</summary>
          <dl className="mt-2 grid grid-cols-[7rem_1fr] gap-x-3 gap-y-1.5 md:grid-cols-[9rem_1fr]">
            {settled.map(({ field, label, choices }) => (
              <div key={field} className="contents">
                <dt className="text-ink-2">{label}</dt>
                <dd className="min-w-0 break-words">{choices[0]?.text}</dd>
              </div>
            ))}
          </dl>
          <p className="mt-2 text-ink-3 text-xs">
            {t`Source and first campaign are those of the earliest touch; tags and problems are those of all.`}
          </p>
        </details>
      )}
    </>
  );
}
