import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { getRouteApi, Link } from "@tanstack/react-router";
import {
  AlarmClockIcon,
  ArrowLeftIcon,
  CableIcon,
  CalendarClockIcon,
  ClipboardListIcon,
  CoinsIcon,
  GaugeIcon,
  KeyRoundIcon,
  MailIcon,
  NetworkIcon,
  PackageIcon,
  ScrollTextIcon,
  ShieldCheckIcon,
  ShieldIcon,
  SignpostIcon,
  SplitIcon,
  SwordsIcon,
  TextCursorInputIcon,
  UserRoundIcon,
  UsersRoundIcon,
  WavesIcon,
  WorkflowIcon,
} from "lucide-react";
import { type ComponentType, lazy, Suspense } from "react";
import { useViewer } from "../session/viewer";
import { buttonClass } from "../ui/Button";
import { Page } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import { useMedia } from "../ui/useMedia";
import { NotFound } from "./NotFound";
import { type SettingsEntry, SettingsNav } from "./SettingsNav";

type Entry = SettingsEntry & { view: ComponentType; permission?: string };

const ENTRIES: readonly Entry[] = [
  {
    id: "profile",
    group: "you",
    label: msg`Profile`,
    icon: UserRoundIcon,
    view: lazy(() => import("../identity/ProfileSection").then((module) => ({ default: module.ProfileSection }))),
  },
  {
    id: "security",
    group: "you",
    label: msg`Security`,
    icon: ShieldIcon,
    view: lazy(() => import("../identity/SecuritySection").then((module) => ({ default: module.SecuritySection }))),
  },
  {
    id: "users",
    group: "people",
    label: msg`Users`,
    icon: UsersRoundIcon,
    permission: "user.read",
    view: lazy(() => import("../identity/UsersSection").then((module) => ({ default: module.UsersSection }))),
  },
  {
    id: "structure",
    group: "people",
    label: msg`Departments and teams`,
    icon: NetworkIcon,
    permission: "team.read",
    view: lazy(() => import("../identity/StructureSection").then((module) => ({ default: module.StructureSection }))),
  },
  {
    id: "assignment",
    group: "working",
    label: msg`Assignment rules`,
    icon: SplitIcon,
    permission: "assignment_rule.read",
    view: lazy(() =>
      import("../assignment/AssignmentSection").then((module) => ({ default: module.AssignmentSection })),
    ),
  },
  {
    id: "response",
    group: "working",
    label: msg`Response times`,
    icon: AlarmClockIcon,
    permission: "sla_policy.read",
    view: lazy(() => import("../sla/SlaSection").then((module) => ({ default: module.SlaSection }))),
  },
  {
    id: "scores",
    group: "working",
    label: msg`Lead scores`,
    icon: GaugeIcon,
    permission: "score_model.read",
    view: lazy(() => import("../scoring/ScoresSection").then((module) => ({ default: module.ScoresSection }))),
  },
  {
    id: "calendars",
    group: "organisation",
    label: msg`Working time`,
    icon: CalendarClockIcon,
    permission: "work_calendar.read",
    view: lazy(() => import("../calendars/CalendarsSection").then((module) => ({ default: module.CalendarsSection }))),
  },
  {
    id: "roles",
    group: "people",
    label: msg`Roles and rights`,
    icon: ShieldCheckIcon,
    permission: "audit.read",
    view: lazy(() => import("../identity/RolesSection").then((module) => ({ default: module.RolesSection }))),
  },
  {
    id: "audit",
    group: "people",
    label: msg`Audit log`,
    icon: ScrollTextIcon,
    permission: "audit.read",
    view: lazy(() => import("../audit/AuditSection").then((module) => ({ default: module.AuditSection }))),
  },
  {
    id: "pipelines",
    group: "process",
    label: msg`Pipelines`,
    icon: WorkflowIcon,
    permission: "pipeline.read",
    view: lazy(() => import("../pipelines/PipelinesSection").then((module) => ({ default: module.PipelinesSection }))),
  },
  {
    id: "selling",
    group: "process",
    label: msg`Selling method`,
    icon: SwordsIcon,
    permission: "play.read",
    view: lazy(() => import("../selling/SellingSection").then((module) => ({ default: module.SellingSection }))),
  },
  {
    id: "channels",
    group: "coming",
    label: msg`Channels`,
    icon: SignpostIcon,
    permission: "channel.update",
    view: lazy(() => import("../campaigns/ChannelsSection").then((module) => ({ default: module.ChannelsSection }))),
  },
  {
    id: "sources",
    group: "coming",
    label: msg`Lead sources`,
    icon: CableIcon,
    permission: "lead_source.update",
    view: lazy(() => import("../intake/SourcesSection").then((module) => ({ default: module.SourcesSection }))),
  },
  {
    id: "forms",
    group: "coming",
    label: msg`Web forms`,
    icon: ClipboardListIcon,
    permission: "web_form.update",
    view: lazy(() => import("../intake/FormsSection").then((module) => ({ default: module.FormsSection }))),
  },
  {
    id: "pools",
    group: "working",
    label: msg`Pools`,
    icon: WavesIcon,
    permission: "lead_pool.read",
    view: lazy(() => import("../pools/PoolsSection").then((module) => ({ default: module.PoolsSection }))),
  },
  {
    id: "mail",
    group: "organisation",
    label: msg`Outgoing mail`,
    icon: MailIcon,
    permission: "mail_server.read",
    view: lazy(() => import("../mail/MailSection").then((module) => ({ default: module.MailSection }))),
  },
  {
    id: "fields",
    group: "organisation",
    label: msg`Fields`,
    icon: TextCursorInputIcon,
    permission: "custom_field.create",
    view: lazy(() => import("../fields/FieldsSection").then((module) => ({ default: module.FieldsSection }))),
  },
  {
    id: "products",
    group: "organisation",
    label: msg`Products`,
    icon: PackageIcon,
    permission: "product.read",
    view: lazy(() => import("../products/ProductsSection").then((module) => ({ default: module.ProductsSection }))),
  },
  {
    id: "rates",
    group: "organisation",
    label: msg`Exchange rates`,
    icon: CoinsIcon,
    permission: "exchange_rate.read",
    view: lazy(() => import("../money/RatesSection").then((module) => ({ default: module.RatesSection }))),
  },
  {
    id: "tokens",
    group: "you",
    label: msg`API tokens`,
    icon: KeyRoundIcon,
    permission: "api_token.read",
    view: lazy(() => import("../identity/TokensSection").then((module) => ({ default: module.TokensSection }))),
  },
];

const route = getRouteApi("/settings/$section");

function useEntries() {
  const { permissions } = useViewer();
  return ENTRIES.filter((entry) => !entry.permission || permissions.includes(entry.permission));
}

/** The settings as one list, for who has no room to have it beside them. */
export function SettingsIndex() {
  const { t } = useLingui();
  const entries = useEntries();
  return (
    <Page title={t`Settings`}>
      <div className="mx-auto max-w-3xl p-3">
        <SettingsNav entries={entries} />
      </div>
    </Page>
  );
}

export function SettingsPage() {
  const { t, i18n } = useLingui();
  const { section } = route.useParams();
  const isWide = useMedia("(min-width: 768px)");
  const entries = useEntries();
  const chosen = entries.find((entry) => entry.id === section);
  if (!chosen) return <NotFound />;
  const View = chosen.view;
  const label = i18n._(chosen.label);

  return (
    <Page
      lead={
        <Link to="/settings" aria-label={t`All settings`} className={buttonClass("ghost", "icon", "-ml-2 md:hidden")}>
          <ArrowLeftIcon />
        </Link>
      }
      title={isWide ? t`Settings` : label}
      documentTitle={label}
    >
      <div className="mx-auto flex max-w-6xl flex-col gap-4 p-3 md:flex-row md:gap-8 md:p-6">
        <div className="scrollbar-thin -m-1 sticky top-5 hidden max-h-[calc(100dvh-6rem)] w-58 shrink-0 self-start overflow-y-auto p-1 md:block">
          <SettingsNav entries={entries} />
        </div>
        <div className="min-w-0 flex-1">
          <Suspense fallback={<SkeletonRows />}>
            <View />
          </Suspense>
        </div>
      </div>
    </Page>
  );
}
