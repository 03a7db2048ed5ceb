import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { ChartNoAxesColumnIcon, FunnelIcon, TrendingUpIcon } from "lucide-react";
import { useCan } from "../session/viewer";

/** The ways to what no definition can say. */
export function SpecialReports() {
  const { t } = useLingui();
  const mayForecast = useCan("forecast.read");
  const links = [
    {
      to: "/reports/forecast" as const,
      icon: TrendingUpIcon,
      title: t({ message: "Forecast", context: "report" }),
      about: t`What will be won this month or quarter, by four methods with their ranges; how it came about, and how good it was.`,
      shown: mayForecast,
    },
    {
      to: "/reports/waterfall" as const,
      icon: ChartNoAxesColumnIcon,
      title: t`Changes of the pipeline`,
      about: t`What was added, grew, shrank, slipped, was won or lost between two days, with the deals behind it.`,
      shown: mayForecast,
    },
    {
      to: "/reports/stages" as const,
      icon: FunnelIcon,
      title: t`Stages: funnel, stays, outcomes`,
      about: t`Where deals get stuck, how long they stay, how many win within 30 days of entering a stage; also as of an earlier day.`,
      shown: true,
    },
  ];
  return (
    <ul className="grid gap-3 sm:grid-cols-2">
      {links
        .filter((one) => one.shown)
        .map(({ to, icon: Icon, title, about }) => (
          <li key={to}>
            <Link
              to={to}
              className="flex h-full items-center gap-4 rounded-xl bg-surface p-4 shadow-lift hover:bg-hover"
            >
              <span className="grid size-11 shrink-0 place-items-center rounded-lg bg-accent text-accent-fg">
                <Icon className="size-5" aria-hidden />
              </span>
              <span>
                <span className="block font-medium text-sm">{title}</span>
                <span className="block text-ink-3 text-xs">{about}</span>
              </span>
            </Link>
          </li>
        ))}
    </ul>
  );
}
