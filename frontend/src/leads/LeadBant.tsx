import { useLingui } from "@lingui/react/macro";
import { CircleCheckIcon, CircleDashedIcon, EllipsisVerticalIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { KIND } from "../activities/labels";
import { BUYING_ROLE } from "../contacts/labels";
import { date, money } from "../session/formats";
import { actOrTell } from "../sync/act";
import { Button, IconButton } from "../ui/Button";
import { Menu } from "../ui/Menu";
import { Section } from "../ui/Page";
import { useLabel } from "../ui/useLabel";
import { BANT, OPEN } from "./labels";
import { ClearBantDocument, type LeadFactsFragment } from "./leads.gen";

const BantDialog = lazy(() => import("./BantDialog").then((module) => ({ default: module.BantDialog })));

export const ITEMS = ["BUDGET", "AUTHORITY", "NEED", "TIMELINE"] as const;
/** Whose word settles the authority: as the server counts. */
export const DECIDERS = new Set(["DECISION_MAKER", "ECONOMIC"]);
export type Item = (typeof ITEMS)[number];

/** What sales knows of a lead's budget, authority, need and time, and from which activity. */
export function LeadBant({ lead }: { lead: LeadFactsFragment }) {
  const { t } = useLingui();
  const label = useLabel();
  const [item, setItem] = useState<Item | null>(null);
  const count = lead.bantConfirmed ?? 0;
  const may = lead.viewerCan.update && OPEN.has(lead.status);
  const values: Record<Item, string | null> = {
    BUDGET:
      [lead.budget && money(lead.budget.amount, lead.budget.currency), lead.budgetApproved && t`approved`]
        .filter(Boolean)
        .join(" · ") || null,
    AUTHORITY: lead.buyingRole && label(BUYING_ROLE, lead.buyingRole),
    NEED: lead.problems.join(t`, `) || null,
    TIMELINE: lead.purchaseBy && date(lead.purchaseBy, "long"),
  };
  return (
    <Section title={t`BANT`} actions={<span className="tnum text-ink-3 text-xs">{count}/4</span>}>
      <ul className="-mx-1 flex flex-col divide-y divide-line">
        {ITEMS.map((one) => {
          const proof = lead.evidence.nodes.find((row) => row.item === one);
          const isSettled =
            proof?.activity && (one === "AUTHORITY" ? DECIDERS.has(lead.buyingRole ?? "") : values[one]);
          const name = label(BANT, one);
          return (
            <li key={one} className="flex min-h-12 items-start gap-2.5 px-1 py-2">
              {isSettled ? (
                <CircleCheckIcon className="mt-0.5 size-4 shrink-0 text-good" aria-label={t`Confirmed`} />
              ) : (
                <CircleDashedIcon className="mt-0.5 size-4 shrink-0 text-ink-3" aria-label={t`Not confirmed`} />
              )}
              <div className="min-w-0 flex-1">
                <p className="text-sm">
                  <span className="text-ink-3">{name}</span>{" "}
                  <span className="break-words font-medium">{values[one] ?? "—"}</span>
                </p>
                {proof?.activity && (
                  <p className="truncate text-ink-3 text-xs" title={proof.activity.summary}>
                    {[label(KIND, proof.activity.kind), date(proof.activity.occurredAt), proof.activity.summary]
                      .filter(Boolean)
                      .join(" · ")}
                  </p>
                )}
              </div>
              {may &&
                (isSettled ? (
                  <Menu
                    label={name}
                    trigger={<IconButton label={t`${name}: more`} icon={<EllipsisVerticalIcon />} />}
                    entries={() => [
                      { label: t`Change`, onSelect: () => setItem(one) },
                      {
                        label: t`Take the confirmation back`,
                        onSelect: () =>
                          void actOrTell(ClearBantDocument, {
                            input: { id: lead.id, version: lead.version, item: one },
                          }),
                      },
                    ]}
                  />
                ) : (
                  <Button look="ghost" onClick={() => setItem(one)} aria-label={t`Confirm: ${name}`}>
                    {t`Confirm`}
                  </Button>
                ))}
            </li>
          );
        })}
      </ul>
      <Suspense>{item && <BantDialog lead={lead} item={item} onClose={() => setItem(null)} />}</Suspense>
    </Section>
  );
}
