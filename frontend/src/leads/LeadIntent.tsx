import { useLingui } from "@lingui/react/macro";
import { ChevronDownIcon } from "lucide-react";
import { date } from "../session/formats";
import { actOrTell } from "../sync/act";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { choice, Menu } from "../ui/Menu";
import { useLabel } from "../ui/useLabel";
import { INTENT, INTENT_CAUSE, INTENT_TONE, OPEN } from "./labels";
import { type LeadFactsFragment, SetLeadIntentDocument } from "./leads.gen";

const NOBODY = "NONE";

/** How much they want to buy, who or what says so, and how long that holds. Said again, it holds anew. */
export function LeadIntent({ lead }: { lead: LeadFactsFragment }) {
  const { t } = useLingui();
  const label = useLabel();
  const { intent, intentCause, grade, intentHoldsUntil } = lead;
  const level = intent ? <Badge tone={INTENT_TONE[intent]}>{label(INTENT, intent)}</Badge> : "—";
  const say = (value: string) =>
    void actOrTell(SetLeadIntentDocument, {
      input: { id: lead.id, version: lead.version, intent: value === NOBODY ? null : value } as never,
    });
  const why = () => {
    const by = lead.intentBy?.name;
    const day = date(lead.intentAt);
    if (intentCause === "GRADE" && grade) return t`By grade ${grade}, ${day}`;
    if (by) return t`Said by ${by}, ${day}`;
    return [label(INTENT_CAUSE, intentCause), day].filter(Boolean).join(" · ");
  };
  const until = intentHoldsUntil && new Date(intentHoldsUntil).getTime() > Date.now() ? date(intentHoldsUntil) : null;
  return (
    <div className="flex flex-col items-start gap-0.5">
      {lead.viewerCan.update && OPEN.has(lead.status) ? (
        <Menu
          label={t`Intent`}
          trigger={
            <Button look="ghost" size="sm" className="-ml-2" aria-label={t`Say the intent`}>
              {level}
              <ChevronDownIcon className="text-ink-3" />
            </Button>
          }
          entries={() => [
            choice(
              intent ?? NOBODY,
              [
                ...Object.keys(INTENT).map((value) => ({ value, label: label(INTENT, value) })),
                { value: NOBODY, label: t`Not known, or left to the grade` },
              ],
              say,
            ),
          ]}
        />
      ) : (
        level
      )}
      {intentCause && <span className="text-ink-3 text-xs">{why()}</span>}
      {until && <span className="text-ink-3 text-xs">{t`Holds until ${until}; then the grade says it`}</span>}
    </div>
  );
}
