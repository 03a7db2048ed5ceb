import { useLingui } from "@lingui/react/macro";
import { PackageIcon, PencilIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { money, number, percent } from "../session/formats";
import { IconButton } from "../ui/Button";
import { Section } from "../ui/Page";
import type { DealPageQuery } from "./deals.gen";

const LinesEditor = lazy(() => import("./LinesEditor").then((module) => ({ default: module.LinesEditor })));
type Deal = NonNullable<DealPageQuery["deal"]>;

/** What is being sold, line by line. */
export function DealLines({ deal }: { deal: Deal }) {
  const { t } = useLingui();
  const [editing, setEditing] = useState(false);
  const lines = deal.lines.nodes;
  return (
    <Section
      title={t`Products`}
      actions={
        deal.viewerCan.update && (
          <IconButton label={t`Edit the products`} icon={<PencilIcon />} onClick={() => setEditing(true)} />
        )
      }
    >
      {lines.length === 0 ? (
        <p className="flex items-center gap-2 text-ink-3 text-sm">
          <PackageIcon className="size-4" /> {t`No products yet; the amount is the estimate in the facts.`}
        </p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the screen is scrolled by keyboard too
        <section className="scrollbar-thin overflow-x-auto" tabIndex={0} aria-label={t`Products`}>
          <table className="w-full min-w-96 text-sm">
            <thead>
              <tr className="text-left text-ink-3 text-xs">
                <th className="py-1 font-medium">{t`Product`}</th>
                <th className="py-1 text-right font-medium">{t`Quantity`}</th>
                <th className="py-1 text-right font-medium">{t`Unit price`}</th>
                <th className="py-1 text-right font-medium">{t`Discount`}</th>
                <th className="py-1 text-right font-medium">{t`Total`}</th>
              </tr>
            </thead>
            <tbody className="tnum divide-y divide-line">
              {lines.map((line) => (
                <tr key={line.id}>
                  <td className="py-1.5 pr-2">{line.product?.name ?? line.description ?? "—"}</td>
                  <td className="py-1.5 text-right">{number(line.quantity)}</td>
                  <td className="py-1.5 text-right">{money(line.unitPrice?.amount, line.unitPrice?.currency)}</td>
                  <td className="py-1.5 text-right">
                    {line.discount && Number(line.discount) > 0 ? percent(line.discount) : "—"}
                  </td>
                  <td className="py-1.5 text-right font-medium">{money(line.total?.amount, line.total?.currency)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <Suspense>{editing && <LinesEditor deal={deal} onClose={() => setEditing(false)} />}</Suspense>
    </Section>
  );
}
