import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { getRouteApi, Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import {
  AlarmClockIcon,
  CableIcon,
  CalendarClockIcon,
  ClipboardListIcon,
  CoinsIcon,
  GaugeIcon,
  KeyRoundIcon,
  type LucideIcon,
  NetworkIcon,
  PackageIcon,
  ScrollTextIcon,
  ShieldCheckIcon,
  ShieldIcon,
  SignpostIcon,
  SplitIcon,
  SwordsIcon,
  UserRoundIcon,
  UsersRoundIcon,
  WavesIcon,
  WorkflowIcon,
} from "lucide-react";
import { type ComponentType, lazy, Suspense, useEffect, useRef } from "react";
import { useViewer } from "../session/viewer";
import { Page } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import { NotFound } from "./NotFound";

type Entry = { id: string; label: MessageDescriptor; icon: LucideIcon; view: ComponentType; permission?: string };

const ENTRIES: readonly Entry[] = [
  {
    id: "profile",
    label: msg`Profile`,
    icon: UserRoundIcon,
    view: lazy(() => import("../identity/ProfileSection").then((module) => ({ default: module.ProfileSection }))),
  },
  {
    id: "security",
    label: msg`Security`,
    icon: ShieldIcon,
    view: lazy(() => import("../identity/SecuritySection").then((module) => ({ default: module.SecuritySection }))),
  },
  {
    id: "users",
    label: msg`Users`,
    icon: UsersRoundIcon,
    permission: "user.read",
    view: lazy(() => import("../identity/UsersSection").then((module) => ({ default: module.UsersSection }))),
  },
  {
    id: "structure",
    label: msg`Departments and teams`,
    icon: NetworkIcon,
    permission: "team.read",
    view: lazy(() => import("../identity/StructureSection").then((module) => ({ default: module.StructureSection }))),
  },
  {
    id: "assignment",
    label: msg`Assignment rules`,
    icon: SplitIcon,
    permission: "assignment_rule.read",
    view: lazy(() =>
      import("../assignment/AssignmentSection").then((module) => ({ default: module.AssignmentSection })),
    ),
  },
  {
    id: "response",
    label: msg`Response times`,
    icon: AlarmClockIcon,
    permission: "sla_policy.read",
    view: lazy(() => import("../sla/SlaSection").then((module) => ({ default: module.SlaSection }))),
  },
  {
    id: "scores",
    label: msg`Lead scores`,
    icon: GaugeIcon,
    permission: "score_model.read",
    view: lazy(() => import("../scoring/ScoresSection").then((module) => ({ default: module.ScoresSection }))),
  },
  {
    id: "calendars",
    label: msg`Working time`,
    icon: CalendarClockIcon,
    permission: "work_calendar.read",
    view: lazy(() => import("../calendars/CalendarsSection").then((module) => ({ default: module.CalendarsSection }))),
  },
  {
    id: "roles",
    label: msg`Roles and rights`,
    icon: ShieldCheckIcon,
    permission: "audit.read",
    view: lazy(() => import("../identity/RolesSection").then((module) => ({ default: module.RolesSection }))),
  },
  {
    id: "audit",
    label: msg`Audit log`,
    icon: ScrollTextIcon,
    permission: "audit.read",
    view: lazy(() => import("../audit/AuditSection").then((module) => ({ default: module.AuditSection }))),
  },
  {
    id: "pipelines",
    label: msg`Pipelines`,
    icon: WorkflowIcon,
    permission: "pipeline.read",
    view: lazy(() => import("../pipelines/PipelinesSection").then((module) => ({ default: module.PipelinesSection }))),
  },
  {
    id: "selling",
    label: msg`Selling method`,
    icon: SwordsIcon,
    permission: "play.read",
    view: lazy(() => import("../selling/SellingSection").then((module) => ({ default: module.SellingSection }))),
  },
  {
    id: "channels",
    label: msg`Channels`,
    icon: SignpostIcon,
    permission: "channel.update",
    view: lazy(() => import("../campaigns/ChannelsSection").then((module) => ({ default: module.ChannelsSection }))),
  },
  {
    id: "sources",
    label: msg`Lead sources`,
    icon: CableIcon,
    permission: "lead_source.update",
    view: lazy(() => import("../intake/SourcesSection").then((module) => ({ default: module.SourcesSection }))),
  },
  {
    id: "forms",
    label: msg`Web forms`,
    icon: ClipboardListIcon,
    permission: "web_form.update",
    view: lazy(() => import("../intake/FormsSection").then((module) => ({ default: module.FormsSection }))),
  },
  {
    id: "pools",
    label: msg`Lead pools`,
    icon: WavesIcon,
    permission: "lead_pool.read",
    view: lazy(() => import("../pools/PoolsSection").then((module) => ({ default: module.PoolsSection }))),
  },
  {
    id: "products",
    label: msg`Products`,
    icon: PackageIcon,
    permission: "product.read",
    view: lazy(() => import("../products/ProductsSection").then((module) => ({ default: module.ProductsSection }))),
  },
  {
    id: "rates",
    label: msg`Exchange rates`,
    icon: CoinsIcon,
    permission: "exchange_rate.read",
    view: lazy(() => import("../money/RatesSection").then((module) => ({ default: module.RatesSection }))),
  },
  {
    id: "tokens",
    label: msg`API tokens`,
    icon: KeyRoundIcon,
    permission: "api_token.read",
    view: lazy(() => import("../identity/TokensSection").then((module) => ({ default: module.TokensSection }))),
  },
];

const route = getRouteApi("/settings/$section");

export function SettingsPage() {
  const { t, i18n } = useLingui();
  const { section } = route.useParams();
  const { permissions } = useViewer();
  const bar = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the bar of a narrow screen follows the section
  useEffect(() => {
    bar.current?.querySelector("[data-status=active]")?.scrollIntoView({ inline: "center", block: "nearest" });
  }, [section]);
  const entries = ENTRIES.filter((entry) => !entry.permission || permissions.includes(entry.permission));
  const chosen = entries.find((entry) => entry.id === section);
  if (!chosen) return <NotFound />;
  const View = chosen.view;

  return (
    <Page title={t`Settings`} documentTitle={i18n._(chosen.label)}>
      <div className="mx-auto flex max-w-6xl flex-col gap-4 p-3 md:flex-row md:gap-8 md:p-6">
        <nav aria-label={t`Settings`} ref={bar} className="md:w-48 md:shrink-0">
          <ul className="flex gap-1 overflow-x-auto md:flex-col">
            {entries.map((entry) => {
              const Icon = entry.icon;
              return (
                <li key={entry.id} className="shrink-0">
                  <Link
                    to="/settings/$section"
                    params={{ section: entry.id }}
                    className={clsx(
                      "flex h-9 items-center gap-2 whitespace-nowrap rounded-lg px-2.5 text-ink-2 text-sm hover:bg-hover hover:text-ink coarse:h-11",
                      "data-[status=active]:bg-hover data-[status=active]:font-medium data-[status=active]:text-ink",
                    )}
                  >
                    <Icon className="size-4 shrink-0 text-ink-3" />
                    {i18n._(entry.label)}
                  </Link>
                </li>
              );
            })}
          </ul>
        </nav>
        <div className="min-w-0 flex-1">
          <Suspense fallback={<SkeletonRows />}>
            <View />
          </Suspense>
        </div>
      </div>
    </Page>
  );
}
