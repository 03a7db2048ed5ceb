import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { recordsBehind } from "../reports/records";
import { number, relative } from "../session/formats";
import type { Where } from "../views/definition";
import type { AdoptionReportQuery } from "./adoption.gen";

type Report = AdoptionReportQuery["adoptionReport"];
type Person = Report["people"][number];
type Column = { name: string; of: (one: Person) => ReactNode };
type Props = { report: Report; part: "use" | "quality"; label: string };

const share = (part: number, whole: number) => (whole ? `${((part / whole) * 100).toFixed(1)}%` : "–");
const perThousand = (part: number, whole: number) => (whole ? number(Math.round((part / whole) * 1000)) : "–");

/** Everybody with what they did, or with how good their data is; a table at the desk, cards on the phone. */
export function AdoptionTable({ report, part, label }: Props) {
  const { t } = useLingui();
  const own = (one: Person): Where => ({ ownerId: { eq: one.userId } });
  const open = (one: Person): Where => ({ ...own(one), status: { eq: "OPEN" } });
  const happened = { gte: report.since, lt: report.asOf };
  const has = ["mobile", "phone", "email"].map((name) => ({ [name]: { isNull: false } }));
  const link = (one: Person, column: string, source: string, where: Where, count: number, text = number(count)) =>
    count > 0 ? (
      <Link
        {...recordsBehind(source, where)}
        aria-label={t`${`${one.name}, ${column}`}: show the records`}
        className="inline-block py-1 text-accent-text hover:underline"
      >
        {text}
      </Link>
    ) : (
      <span className="text-ink-3">{text}</span>
    );
  const names = {
    activities: t`Activities`,
    open: t`Open deals`,
    planned: t`With a next step`,
    slipped: t`Slipped`,
    leads: t`Leads`,
    reachable: t`Reachable`,
  };
  const use: Column[] = [
    { name: t`Last sign-in`, of: (one) => (one.lastSeenAt ? relative(one.lastSeenAt) : t`never`) },
    { name: t`Active days`, of: (one) => number(one.activeDays) },
    { name: t`Records entered`, of: (one) => number(one.entered) },
    {
      name: names.activities,
      of: (one) =>
        link(one, names.activities, "activity", { ...own(one), occurredAt: happened } as Where, one.activities),
    },
  ];
  const quality: Column[] = [
    { name: names.open, of: (one) => link(one, names.open, "deal", open(one), one.openDeals) },
    {
      name: names.planned,
      of: (one) => {
        const where = { ...open(one), nextFollowUpAt: { gte: report.asOf } } as Where;
        return link(one, names.planned, "deal", where, one.planned, share(one.planned, one.openDeals));
      },
    },
    {
      name: names.slipped,
      of: (one) => {
        const where = { ...open(one), isSlipped: { eq: true } } as Where;
        return link(one, names.slipped, "deal", where, one.slipped, share(one.slipped, one.openDeals));
      },
    },
    { name: names.leads, of: (one) => link(one, names.leads, "lead", own(one), one.leads) },
    {
      name: names.reachable,
      of: (one) => {
        const where = { ...own(one), or: has } as Where;
        return link(one, names.reachable, "lead", where, one.reachable, share(one.reachable, one.leads));
      },
    },
    { name: t`Double in 1,000`, of: (one) => perThousand(one.doubles, one.leads) },
  ];
  const columns = part === "use" ? use : quality;
  const idle = t`left`;
  const name = (one: Person) => (
    <>
      {one.name}
      {!one.isActive && <span className="ml-1.5 font-normal text-ink-3 text-xs">{idle}</span>}
    </>
  );
  return (
    <>
      <div className="hidden overflow-x-auto md:block">
        <table className="tnum w-full text-sm">
          <caption className="sr-only">{label}</caption>
          <thead className="text-ink-3 text-xs">
            <tr className="border-line border-b">
              <th scope="col" className="py-2 pr-3 text-left font-medium">{t`Name`}</th>
              {columns.map((column) => (
                <th key={column.name} scope="col" className="px-3 py-2 text-right font-medium">
                  {column.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.people.map((one) => (
              <tr key={one.userId} className="border-line border-b">
                <th scope="row" className="max-w-40 truncate py-2 pr-3 text-left font-medium">
                  {name(one)}
                </th>
                {columns.map((column) => (
                  <td key={column.name} className="px-3 text-right">
                    {column.of(one)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul aria-label={label} className="divide-y divide-line md:hidden">
        {report.people.map((one) => (
          <li key={one.userId} className="tnum py-2.5 text-sm">
            <p className="mb-1.5 font-medium">{name(one)}</p>
            <dl className="grid grid-cols-2 items-center gap-x-4 gap-y-1 text-xs">
              {columns.map((column) => (
                <div key={column.name} className="flex items-center justify-between gap-2">
                  <dt className="text-ink-3">{column.name}</dt>
                  <dd>{column.of(one)}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </>
  );
}
