import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { askBoardEarly } from "../deals/askBoard";
import { BOARD_KEYS } from "../deals/boardSearch";
import { type ListSearch, listSearch } from "../lists/address";
import { withTexts } from "../session/messages";
import { recall } from "../session/settings";
import type { OverlaySearch } from "../ui/useOverlay";
import { NotFound } from "./NotFound";
import { PagePending } from "./PagePending";
import { RouteFault } from "./RouteFault";
import { Shell } from "./Shell";

// The router reads "1000" as a number.
const text = (value: unknown) =>
  typeof value === "number" ? String(value) : typeof value === "string" && value ? value : undefined;
const texts = <K extends string>(search: Record<string, unknown>, ...keys: K[]) =>
  Object.fromEntries(keys.map((key) => [key, text(search[key])])) as { [P in K]?: string };

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  validateSearch: (search: Record<string, unknown>): OverlaySearch => texts(search, "new", "for"),
});

const at = <P extends string>(path: P) => ({ getParentRoute: () => root, path }) as const;

type Parts = { [part: string]: unknown };
const parts = (given: unknown) => (given && typeof given === "object" ? (given as Parts) : undefined);
/** `d` is the report as it is being changed, `v` what its reader has set. */
const reportSearch = (search: Record<string, unknown>): { edit?: string; as?: string; d?: Parts; v?: Parts } => ({
  ...texts(search, "edit", "as"),
  d: parts(search.d),
  v: parts(search.v),
});

const boardSearch = (search: Record<string, unknown>) => texts(search, ...BOARD_KEYS);

const routes = [
  createRoute({
    ...at("/"),
    component: lazyRouteComponent(() => import("../home/HomePage"), "HomePage"),
  }),
  createRoute({
    ...at("/sign-in"),
    // Whoever is not signed in is asked to wherever they go, and stays there; who comes for nothing else begins with today.
    beforeLoad: () => {
      throw redirect({ to: "/", replace: true });
    },
  }),
  createRoute({
    ...at("/board"),
    component: lazyRouteComponent(() => import("../deals/BoardPage"), "BoardPage"),
    validateSearch: boardSearch,
  }),
  createRoute({
    ...at("/deals"),
    component: lazyRouteComponent(() => withTexts(import("../deals/DealsPage")), "DealsPage"),
    validateSearch: listSearch,
  }),
  createRoute({
    ...at("/deals/$dealId"),
    component: lazyRouteComponent(() => withTexts(import("../deals/DealPage")), "DealPage"),
    validateSearch: (search: Record<string, unknown>) => texts(search, "tab"),
  }),
  createRoute({
    ...at("/contracts"),
    component: lazyRouteComponent(() => withTexts(import("../contracts/ContractsPage")), "ContractsPage"),
    validateSearch: listSearch,
  }),
  createRoute({
    ...at("/contracts/$contractId"),
    component: lazyRouteComponent(() => withTexts(import("../contracts/ContractPage")), "ContractPage"),
    validateSearch: (search: Record<string, unknown>) => texts(search, "tab"),
  }),
  createRoute({
    ...at("/payments"),
    component: lazyRouteComponent(() => withTexts(import("../payments/PaymentsPage")), "PaymentsPage"),
    validateSearch: listSearch,
  }),
  createRoute({
    ...at("/leads"),
    component: lazyRouteComponent(() => withTexts(import("../leads/LeadsPage")), "LeadsPage"),
    validateSearch: listSearch,
  }),
  createRoute({
    ...at("/leads/board"),
    component: lazyRouteComponent(() => withTexts(import("../leads/LeadBoardPage")), "LeadBoardPage"),
    validateSearch: listSearch,
  }),
  createRoute({
    ...at("/load"),
    component: lazyRouteComponent(() => withTexts(import("../leads/LoadPage")), "LoadPage"),
  }),
  createRoute({
    ...at("/missed"),
    component: lazyRouteComponent(() => withTexts(import("../leads/MissedPage")), "MissedPage"),
    validateSearch: (search: Record<string, unknown>) => texts(search, "months", "as"),
  }),
  createRoute({
    ...at("/leads/$leadId"),
    component: lazyRouteComponent(() => withTexts(import("../leads/LeadPage")), "LeadPage"),
    validateSearch: (search: Record<string, unknown>) => texts(search, "tab"),
  }),
  createRoute({
    ...at("/reports"),
    component: lazyRouteComponent(() => withTexts(import("../reports/ReportsPage")), "ReportsPage"),
    validateSearch: (search: Record<string, unknown>) => texts(search, "folder", "q"),
  }),
  createRoute({
    ...at("/reports/records"),
    component: lazyRouteComponent(() => withTexts(import("../reports/RecordsPage")), "RecordsPage"),
    validateSearch: (search: Record<string, unknown>): { of?: string; f?: ListSearch["f"] } => ({
      of: text(search.of),
      f: listSearch(search).f,
    }),
  }),
  createRoute({
    ...at("/reports/sending"),
    component: lazyRouteComponent(() => withTexts(import("../reports/sending/SendingPage")), "SendingPage"),
  }),
  createRoute({
    ...at("/reports/stages"),
    component: lazyRouteComponent(() => withTexts(import("../reports/StagesPage")), "StagesPage"),
    validateSearch: (search: Record<string, unknown>) => texts(search, "pipeline", "months", "at", "days"),
  }),
  createRoute({
    ...at("/reports/forecast"),
    component: lazyRouteComponent(() => withTexts(import("../forecasts/ForecastPage")), "ForecastPage"),
    validateSearch: (search: Record<string, unknown>) => texts(search, "span", "pipeline", "at", "steady"),
  }),
  createRoute({
    ...at("/reports/channels"),
    component: lazyRouteComponent(() => withTexts(import("../acquisition/AcquisitionPage")), "AcquisitionPage"),
    validateSearch: (search: Record<string, unknown>) => texts(search, "months"),
  }),
  createRoute({
    ...at("/reports/customers"),
    component: lazyRouteComponent(() => withTexts(import("../customers/CustomersPage")), "CustomersPage"),
    validateSearch: (search: Record<string, unknown>) => texts(search, "group", "all", "by"),
  }),
  createRoute({
    ...at("/reports/kpis"),
    component: lazyRouteComponent(() => withTexts(import("../reports/KpiPage")), "KpiPage"),
  }),
  createRoute({
    ...at("/reports/waterfall"),
    component: lazyRouteComponent(() => withTexts(import("../forecasts/WaterfallPage")), "WaterfallPage"),
    validateSearch: (search: Record<string, unknown>) => texts(search, "from", "to", "within", "pipeline", "step"),
  }),
  createRoute({
    ...at("/reports/leaderboard"),
    component: lazyRouteComponent(() => withTexts(import("../performance/LeaderboardPage")), "LeaderboardPage"),
    validateSearch: (search: Record<string, unknown>) => texts(search, "by", "every", "from", "metric"),
  }),
  createRoute({
    ...at("/reports/adoption"),
    component: lazyRouteComponent(() => withTexts(import("../performance/AdoptionPage")), "AdoptionPage"),
    validateSearch: (search: Record<string, unknown>) => texts(search, "days"),
  }),
  createRoute({
    ...at("/reports/coaching"),
    component: lazyRouteComponent(() => withTexts(import("../performance/CoachingPage")), "CoachingPage"),
    validateSearch: (search: Record<string, unknown>) => texts(search, "every", "from"),
  }),
  createRoute({
    ...at("/reports/quotas"),
    component: lazyRouteComponent(() => withTexts(import("../quotas/AttainmentPage")), "AttainmentPage"),
    validateSearch: (search: Record<string, unknown>) => texts(search, "metric", "every", "from"),
  }),
  createRoute({
    ...at("/reports/quotas/plan"),
    component: lazyRouteComponent(() => withTexts(import("../quotas/PlanPage")), "PlanPage"),
    validateSearch: (search: Record<string, unknown>) => texts(search, "metric", "every", "from"),
  }),
  createRoute({
    ...at("/dashboards/$dashboardId"),
    component: lazyRouteComponent(() => withTexts(import("../reports/DashboardPage")), "DashboardPage"),
    validateSearch: (search: Record<string, unknown>): { edit?: string; v?: Parts } => ({
      ...texts(search, "edit"),
      v: parts(search.v),
    }),
  }),
  createRoute({
    ...at("/reports/$reportId"),
    component: lazyRouteComponent(() => withTexts(import("../reports/ReportPage")), "ReportPage"),
    validateSearch: reportSearch,
  }),
  createRoute({
    ...at("/pool"),
    component: lazyRouteComponent(() => withTexts(import("../pools/PoolPage")), "PoolPage"),
    validateSearch: (search: Record<string, unknown>) => texts(search, "pool", "of"),
  }),
  createRoute({
    ...at("/campaigns"),
    component: lazyRouteComponent(() => withTexts(import("../campaigns/CampaignsPage")), "CampaignsPage"),
    validateSearch: listSearch,
  }),
  createRoute({
    ...at("/campaigns/$campaignId"),
    component: lazyRouteComponent(() => withTexts(import("../campaigns/CampaignPage")), "CampaignPage"),
  }),
  createRoute({
    ...at("/web-forms/$formId"),
    component: lazyRouteComponent(() => withTexts(import("../intake/FormPage")), "FormPage"),
  }),
  createRoute({
    ...at("/accounts"),
    component: lazyRouteComponent(() => withTexts(import("../accounts/AccountsPage")), "AccountsPage"),
    validateSearch: listSearch,
  }),
  createRoute({
    ...at("/accounts/$accountId"),
    component: lazyRouteComponent(() => withTexts(import("../accounts/AccountPage")), "AccountPage"),
    validateSearch: (search: Record<string, unknown>) => texts(search, "tab"),
  }),
  createRoute({
    ...at("/contacts"),
    component: lazyRouteComponent(() => withTexts(import("../contacts/ContactsPage")), "ContactsPage"),
    validateSearch: listSearch,
  }),
  createRoute({
    ...at("/contacts/$contactId"),
    component: lazyRouteComponent(() => withTexts(import("../contacts/ContactPage")), "ContactPage"),
    validateSearch: (search: Record<string, unknown>) => texts(search, "tab"),
  }),
  createRoute({
    ...at("/tasks"),
    component: lazyRouteComponent(() => withTexts(import("../tasks/TasksPage")), "TasksPage"),
    validateSearch: listSearch,
  }),
  createRoute({
    ...at("/import"),
    component: lazyRouteComponent(() => withTexts(import("../imports/ImportsPage")), "ImportsPage"),
  }),
  createRoute({
    ...at("/import/$importId"),
    component: lazyRouteComponent(() => withTexts(import("../imports/ImportPage")), "ImportPage"),
  }),
  createRoute({
    ...at("/gallery"),
    component: lazyRouteComponent(() => withTexts(import("../ui/gallery/GalleryPage")), "GalleryPage"),
  }),
  createRoute({
    ...at("/settings"),
    // With room for both the list stands beside a section; without, it is a page of its own.
    beforeLoad: () => {
      if (matchMedia("(min-width: 768px)").matches)
        throw redirect({ to: "/settings/$section", params: { section: "profile" }, replace: true });
    },
    component: lazyRouteComponent(() => withTexts(import("./SettingsPage")), "SettingsIndex"),
  }),
  createRoute({
    ...at("/settings/$section"),
    component: lazyRouteComponent(() => withTexts(import("./SettingsPage")), "SettingsPage"),
  }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren(routes),
  defaultPreload: "intent",
  defaultPendingComponent: PagePending,
  defaultErrorComponent: RouteFault,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
});

/** Where most days begin: the board's cards are fetched together with its code, the language and the viewer. */
export function warmBoard() {
  const { pathname, search } = router.latestLocation;
  if (pathname === "/board") askBoardEarly(boardSearch(search), recall("pipeline") ?? undefined);
}

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
