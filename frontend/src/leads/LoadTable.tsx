import { useLingui } from "@lingui/react/macro";
import { Badge } from "../ui/Badge";
import { LoadCount } from "./LoadCount";
import type { Load, PersonLoad } from "./load";
import { useMinutes } from "./useMinutes";

/** The same numbers to be read one by one: a table at the desk, cards on the phone. */
export function LoadTable({ load }: { load: Load }) {
  const { t } = useLingui();
  const minutes = useMinutes();
  const heads = {
    open: t`In progress`,
    newToday: t`New today`,
    overdue: t`Overdue`,
    capacity: t`Capacity`,
    free: t`Free`,
    response: t`First response`,
  };
  const figures = (person: PersonLoad) => [
    [heads.open, <LoadCount key="open" figure="open" label={heads.open} {...{ person, load }} />],
    [heads.newToday, <LoadCount key="new" figure="newToday" label={heads.newToday} {...{ person, load }} />],
    [heads.overdue, <LoadCount key="late" figure="overdue" label={heads.overdue} {...{ person, load }} />],
    [heads.capacity, person.capacity ?? "—"],
    [heads.free, person.free ?? "—"],
    [heads.response, minutes(person.responseMinutes)],
  ];
  return (
    <>
      <div className="hidden md:block">
        <table className="tnum w-full border-collapse text-sm">
          <thead>
            <tr className="border-line border-b text-ink-3 text-xs">
              <th scope="col" className="py-2 pr-3 text-left font-medium">{t`Person`}</th>
              {Object.values(heads).map((head) => (
                <th key={head} scope="col" className="px-3 py-2 text-right font-medium last:pr-0">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {load.people.map((person) => (
              <tr key={person.userId} className="border-line border-b last:border-0">
                <th scope="row" className="max-w-48 py-2 pr-3 text-left font-medium">
                  <span className="flex items-center gap-2">
                    <span className="truncate">{person.name}</span>
                    {person.isUneven && <Uneven />}
                  </span>
                </th>
                {figures(person).map(([head, figure]) => (
                  <td key={String(head)} className="px-3 text-right last:pr-0">
                    {figure}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul className="flex flex-col divide-y divide-line md:hidden">
        {load.people.map((person) => (
          <li key={person.userId} className="py-3 first:pt-1 last:pb-0">
            <p className="flex items-center gap-2 font-medium">
              {person.name}
              {person.isUneven && <Uneven />}
            </p>
            <dl className="tnum mt-1 grid grid-cols-3 gap-x-3 gap-y-1">
              {figures(person).map(([head, figure]) => (
                <div key={String(head)}>
                  <dt className="text-ink-3 text-xs">{head}</dt>
                  <dd className="flex min-h-8 items-center text-sm">{figure}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </>
  );
}

function Uneven() {
  const { t } = useLingui();
  return <Badge tone="warn">{t`Far more than the others`}</Badge>;
}
