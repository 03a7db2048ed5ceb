import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { number } from "../session/formats";
import { filterOf, type Load } from "./load";

/** A bar for everybody's open leads, with the average across all of them; a bar opens its leads. */
export function LoadChart({ load }: { load: Load }) {
  const { t } = useLingui();
  const most = Math.max(...load.people.map((one) => one.open), load.mean, 1);
  const average = number(Math.round(load.mean * 10) / 10);
  return (
    <figure className="m-0">
      <ul className="flex flex-col gap-1.5">
        {load.people.map((person) => {
          const { userId, name, open, isUneven } = person;
          return (
            <li
              key={userId}
              className="grid grid-cols-[5rem_1fr_2.5rem] items-center gap-2 sm:grid-cols-[8rem_1fr_3rem]"
            >
              <span className="truncate text-sm">{name}</span>
              <span className="relative h-6">
                <Link
                  to="/leads"
                  search={{ f: filterOf("open", person, load) }}
                  tabIndex={-1}
                  aria-hidden
                  title={t`${name}: ${open} open leads`}
                  className={clsx(
                    "block h-full rounded-r-md hover:opacity-80",
                    isUneven ? "bg-warn" : "bg-accent",
                    open > 0 && "min-w-1",
                  )}
                  style={{ width: `${(100 * open) / most}%` }}
                />
                <span
                  aria-hidden
                  className="-inset-y-0.5 absolute w-px bg-ink-2"
                  style={{ left: `${(100 * load.mean) / most}%` }}
                />
              </span>
              <span className="tnum text-right text-ink-2 text-sm">{number(open)}</span>
            </li>
          );
        })}
      </ul>
      <figcaption className="mt-3 flex items-center gap-2 text-ink-3 text-xs">
        <span aria-hidden className="h-3.5 w-px bg-ink-2" />
        {t`Average: ${average}`}
      </figcaption>
    </figure>
  );
}
