import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import {
  ActivityIcon,
  ChartNoAxesColumnIcon,
  FunnelIcon,
  GaugeIcon,
  HeartHandshakeIcon,
  MegaphoneIcon,
  TargetIcon,
  TrendingUpIcon,
  TrophyIcon,
  UsersIcon,
} from "lucide-react";
import { useCan } from "../session/viewer";

/** The ways to what no definition can say, each a page of its own; those that fit the words searched for. */
export function SpecialReports({ text }: { text: string }) {
  const { t } = useLingui();
  const mayLeads = useCan("lead.read");
  const mayForecast = useCan("forecast.read");
  const mayQuotas = useCan("quota.read");
  const readsDeals = useCan("deal.read");
  const mayBoards = useCan("activity.read") && readsDeals;
  const links = [
    {
      to: "/reports/kpis" as const,
      icon: GaugeIcon,
      title: t`Key figures`,
      about: t`Cost per lead, lead to opportunity, sales cycle, win rate, lifetime value and retention, each with its definition.`,
      shown: mayLeads && mayForecast,
    },
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
      to: "/reports/quotas" as const,
      icon: TargetIcon,
      title: t`Targets and attainment`,
      about: t`Who has reached how much of the target, in order, with pace and coverage; where targets are planned.`,
      shown: mayQuotas,
    },
    {
      to: "/reports/leaderboard" as const,
      icon: TrophyIcon,
      title: t`Leaderboard`,
      about: t`Results and process of a period by person, department and region: won amount, new customers, follow-ups, visits.`,
      shown: mayBoards,
    },
    {
      to: "/reports/stages" as const,
      icon: FunnelIcon,
      title: t`Stages: funnel, stays, outcomes`,
      about: t`Where deals get stuck, how long they stay, how many win within 30 days of entering a stage; also as of an earlier day.`,
      shown: true,
    },
    {
      to: "/reports/coaching" as const,
      icon: UsersIcon,
      title: t`Coaching`,
      about: t`Effort against conversion of everybody, and whose deals pile up in which stage.`,
      shown: mayBoards,
    },
    {
      to: "/reports/adoption" as const,
      icon: ActivityIcon,
      title: t`Use and data quality`,
      about: t`Who signs in and enters records; next steps, slipped deals, leads without a phone, and doubles.`,
      shown: mayQuotas,
    },
    {
      to: "/reports/channels" as const,
      icon: MegaphoneIcon,
      title: t`Channels and leads`,
      about: t`Which channel pays: leads, cost per lead and customer, ROI, whose touch won; how fast leads are answered and how many leak.`,
      shown: mayLeads,
    },
    {
      to: "/reports/customers" as const,
      icon: HeartHandshakeIcon,
      title: t`Customers: value and loyalty`,
      about: t`Who bought lately, often and much (RFM), who stays, who buys again, and what a customer brings over time.`,
      shown: mayForecast,
    },
  ];
  const words = text.trim().toLowerCase();
  const found = links.filter((one) => one.shown && `${one.title} ${one.about}`.toLowerCase().includes(words));
  if (found.length === 0) return null;
  return (
    <ul className="grid gap-3 sm:grid-cols-2">
      {found.map(({ to, icon: Icon, title, about }) => (
        <li key={to}>
          <Link to={to} className="flex h-full items-center gap-4 rounded-xl bg-surface p-4 shadow-lift hover:bg-hover">
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
