import { Trans, useLingui } from "@lingui/react/macro";
import { CoinsIcon, PlusIcon } from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { PagedList } from "../lists/PagedList";
import { date, dayOf, rate } from "../session/formats";
import { currentLocale } from "../session/settings";
import { useCan, useViewer } from "../session/viewer";
import { useList } from "../sync/useList";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { Section } from "../ui/Page";
import { type RateRowFragment, RatesDocument, type RatesQuery } from "./rates.gen";

const RateForm = lazy(() => import("./RateForm").then((module) => ({ default: module.RateForm })));
const pick = (data: RatesQuery) => data.exchangeRates;
const nothing = {};

/** What other currencies are worth, from which day on; totals are in the organisation's currency. */
export function RatesSection() {
  const { t } = useLingui();
  const { baseCurrency } = useViewer();
  const canSet = useCan("exchange_rate.create");
  const list = useList(RatesDocument, nothing, pick);
  const [open, setOpen] = useState<{ currency?: string } | null>(null);
  const currencies = useMemo(() => byCurrency(list.rows), [list.rows]);
  const base = `${baseCurrency} ${currencyName(baseCurrency)}`;
  const add = canSet && (
    <Button look="primary" icon={<PlusIcon />} onClick={() => setOpen({})}>
      <Trans>New rate</Trans>
    </Button>
  );
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 text-ink-2 text-sm">
          {t`Totals are in ${base}. A deal takes the rate of its day; closed deals keep theirs.`}
        </p>
        {add}
      </div>
      <PagedList
        list={list}
        skeleton={4}
        empty={
          <EmptyState icon={<CoinsIcon />} title={t`No exchange rates yet`} action={add}>
            {t`Without a rate, amounts in other currencies cannot be entered.`}
          </EmptyState>
        }
      >
        {currencies.map(([currency, rows]) => (
          <Section
            key={currency}
            title={`${currency} ${currencyName(currency)}`}
            actions={
              canSet && (
                <Button size="sm" aria-label={t`New rate for ${currency}`} onClick={() => setOpen({ currency })}>
                  <Trans>New rate</Trans>
                </Button>
              )
            }
          >
            <RateList rows={rows} base={baseCurrency} />
          </Section>
        ))}
      </PagedList>
      <Suspense>{open && <RateForm currency={open.currency} onClose={() => setOpen(null)} />}</Suspense>
    </div>
  );
}

function RateList({ rows, base }: { rows: readonly RateRowFragment[]; base: string }) {
  const { t } = useLingui();
  const today = dayOf();
  const current = rows.find((row) => (row.validFrom ?? "") <= today);
  return (
    <ul className="divide-y divide-line">
      {rows.map((row) => {
        const day = date(row.validFrom, "long");
        return (
          <li key={row.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5 text-sm">
            <span className={`tnum min-w-40 ${row === current ? "font-medium" : "text-ink-2"}`}>
              1 {row.currency} = {rate(row.rate)} {base}
            </span>
            <span className="flex-1 text-ink-3 text-xs">{t`from ${day}`}</span>
            {row === current && <Badge tone="good">{t`In force`}</Badge>}
            {(row.validFrom ?? "") > today && <Badge>{t`Later`}</Badge>}
          </li>
        );
      })}
    </ul>
  );
}

function byCurrency(rows: readonly RateRowFragment[]): [string, RateRowFragment[]][] {
  const found = new Map<string, RateRowFragment[]>();
  for (const row of rows) {
    const currency = row.currency ?? "";
    found.set(currency, [...(found.get(currency) ?? []), row]);
  }
  return [...found].sort(([a], [b]) => a.localeCompare(b));
}

export function currencyName(code: string): string {
  try {
    return new Intl.DisplayNames(currentLocale(), { type: "currency" }).of(code) ?? "";
  } catch {
    return "";
  }
}
