import { useLingui } from "@lingui/react/macro";
import { PlusIcon, XIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { date, money } from "../session/formats";
import { actOrTell } from "../sync/act";
import { IconButton } from "../ui/Button";
import { Section } from "../ui/Page";
import { RemoveCampaignCostDocument } from "./campaigns.gen";
import type { Campaign } from "./figures";

const CostForm = lazy(() => import("./CostForm").then((module) => ({ default: module.CostForm })));
const SHOWN = 4;

/** What was spent, day by day, the latest first. */
export function CampaignCosts({ campaign, canEdit }: { campaign: Campaign; canEdit: boolean }) {
  const { t } = useLingui();
  const [adding, setAdding] = useState(false);
  const [all, setAll] = useState(false);
  const { nodes, totalCount } = campaign.costs;
  const rows = all ? nodes : nodes.slice(0, SHOWN);
  const rest = totalCount - rows.length;
  return (
    <Section
      title={t`Cost by day`}
      actions={canEdit && <IconButton label={t`Book a cost`} icon={<PlusIcon />} onClick={() => setAdding(true)} />}
    >
      {nodes.length === 0 && <p className="text-ink-3 text-sm">{t`Nothing was booked yet.`}</p>}
      <ul className="divide-y divide-line text-sm">
        {rows.map((one) => {
          const day = date(one.day);
          return (
            <li key={one.id} className="group flex min-h-9 items-center gap-2 py-1">
              <span className="tnum w-20 shrink-0 text-ink-2">{day}</span>
              <span className="min-w-0 flex-1 truncate text-ink-3">{one.note}</span>
              <span className="tnum">{one.spent && money(one.spent.amount, one.spent.currency)}</span>
              {canEdit && (
                <IconButton
                  label={t`Remove the cost of ${day}`}
                  icon={<XIcon />}
                  className="-mr-2 opacity-0 focus-visible:opacity-100 group-hover:opacity-100 coarse:opacity-100"
                  onClick={() => actOrTell(RemoveCampaignCostDocument, { input: { id: one.id } })}
                />
              )}
            </li>
          );
        })}
      </ul>
      {!all && rest > 0 && (
        <button
          type="button"
          className="mt-1 min-h-9 text-accent-text text-sm hover:underline"
          onClick={() => setAll(true)}
        >
          {t`Show ${rest} more`}
        </button>
      )}
      <Suspense>{adding && <CostForm campaign={campaign} onClose={() => setAdding(false)} />}</Suspense>
    </Section>
  );
}
