import { useLingui } from "@lingui/react/macro";
import { XIcon } from "lucide-react";
import { date } from "../session/formats";
import { Badge } from "../ui/Badge";
import { IconButton } from "../ui/Button";
import { useLabel } from "../ui/useLabel";
import { STATUS, STATUS_TONE } from "./labels";
import type { MergedLead } from "./MergeDialog";
import { MergeOption } from "./MergeOption";

type Props = {
  leads: readonly MergedLead[];
  value: string | null;
  onChange: (id: string) => void;
  onLeaveOut?: (id: string) => void;
};

/** Which of the leads stays: its number, its state and its page. */
export function MergeSurvivor({ leads, value, onChange, onLeaveOut }: Props) {
  const { t } = useLingui();
  const label = useLabel();
  return (
    <fieldset>
      <legend className="mb-2 font-medium text-sm">{t`Which one stays?`}</legend>
      <div className="grid gap-2 sm:grid-cols-2 lg:auto-cols-fr lg:grid-flow-col lg:grid-cols-none">
        {leads.map((lead) => {
          const { number, name } = lead;
          const since = date(lead.createdAt);
          return (
            <div key={lead.id} className="relative">
              <MergeOption
                name="survivor"
                label={`${name} ${number}`}
                checked={lead.id === value}
                onChange={() => onChange(lead.id)}
              >
                <span className="flex flex-wrap items-center gap-x-2 gap-y-1 pr-6">
                  <span className="font-medium">{name}</span>
                  <Badge tone={STATUS_TONE[lead.status ?? ""]}>{label(STATUS, lead.status)}</Badge>
                </span>
                <span className="tnum block text-ink-2 text-xs">
                  {[number, lead.companyName].filter(Boolean).join(" · ")}
                </span>
                <span className="block text-ink-2 text-xs">
                  {[lead.owner?.name ?? t`nobody has it yet`, t`since ${since}`].join(" · ")}
                </span>
              </MergeOption>
              {onLeaveOut && (
                <span className="absolute top-1 right-1">
                  <IconButton
                    label={t`Leave ${name} ${number} out`}
                    icon={<XIcon />}
                    onClick={() => onLeaveOut(lead.id)}
                  />
                </span>
              )}
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}
