import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { ChartColumnIcon, PlusIcon, SendIcon } from "lucide-react";
import { useCallback, useState } from "react";
import { useQuery } from "urql";
import { useCan, useViewer } from "../session/viewer";
import { problemOf } from "../sync/problems";
import { useList } from "../sync/useList";
import { Button, buttonClass } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { SearchInput } from "../ui/Input";
import { Page, Section } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import { ChartIcon } from "./ChartIcon";
import { DashboardCards } from "./DashboardCards";
import type { Definition } from "./definition";
import { TOPIC } from "./labels";
import {
  ReadyReportsDocument,
  type ReadyReportsQuery,
  type ReportRowFragment,
  ReportsDocument,
  type ReportsQuery,
} from "./reports.gen";
import { SpecialReports } from "./SpecialReports";

type Card = { id: string; name: string; about: string; definition: Definition };

const ALL = {};
const pick = (data: ReportsQuery) => data.reports;

/** Every report one may open: those that come with Weir by what they are about, then one's own and shared ones by folder. */
export function ReportsPage() {
  const { t, i18n } = useLingui();
  const [{ data, error }, again] = useQuery({ query: ReadyReportsDocument });
  const list = useList(ReportsDocument, ALL, pick);
  const [text, setText] = useState("");
  const { user } = useViewer();
  const mayCreate = useCan("report.create");
  const fits = useCallback(
    (one: Card) => `${one.name} ${one.about}`.toLowerCase().includes(text.trim().toLowerCase()),
    [text],
  );
  const own = foldersOf(list.rows, user.id, t`Without a folder`, t`Shared by others`);
  const ready = data ? topicsOf(data) : [];
  const groups = [
    ...own,
    ...ready.map(([topic, cards]) => [TOPIC[topic] ? i18n._(TOPIC[topic]) : topic, cards] as const),
  ].map(([title, cards]) => [title, cards.filter(fits)] as const);
  const problem = error && !data ? problemOf(error) : list.problem;
  const retry = () => {
    again({ requestPolicy: "network-only" });
    list.retry();
  };
  const shown = groups.filter(([, cards]) => cards.length > 0);
  return (
    <Page
      title={t`Reports`}
      actions={
        mayCreate && (
          <>
            <Link
              to="/reports/sending"
              aria-label={t`Sent by itself`}
              title={t`Sent by itself`}
              className={buttonClass("ghost", "icon")}
            >
              <SendIcon />
            </Link>
            <Link to="/reports/$reportId" params={{ reportId: "new" }} className={buttonClass("primary")}>
              <PlusIcon />
              {t`New report`}
            </Link>
          </>
        )
      }
      toolbar={
        <SearchInput className="min-w-28 flex-1 sm:max-w-72" label={t`Find a report`} value={text} onChange={setText} />
      }
    >
      <div className="mx-auto flex max-w-5xl flex-col gap-4 p-3 md:p-6">
        {problem ? (
          <ErrorState problem={problem} onRetry={retry} />
        ) : !data || list.loading ? (
          <SkeletonRows rows={8} />
        ) : shown.length === 0 ? (
          <EmptyState icon={<ChartColumnIcon />} title={t`No such report`}>
            {t`Try other words, or build a new one.`}
          </EmptyState>
        ) : (
          <>
            <SpecialReports text={text} />
            <DashboardCards />
            {shown.map(([title, cards]) => (
              <Section key={title} title={title}>
                <ul className="-mx-2 grid gap-1 sm:grid-cols-2">
                  {cards.map((one) => (
                    <li key={one.id}>
                      <Link
                        to="/reports/$reportId"
                        params={{ reportId: one.id }}
                        className="flex h-full items-start gap-3 rounded-lg p-2 hover:bg-hover"
                      >
                        <span className="grid size-9 shrink-0 place-items-center rounded-lg bg-accent-soft text-accent-text">
                          <ChartIcon kind={one.definition.chart ?? "TABLE"} />
                        </span>
                        <span className="min-w-0">
                          <span className="block truncate font-medium text-sm">{one.name}</span>
                          <span className="block text-ink-3 text-xs">{one.about}</span>
                        </span>
                      </Link>
                    </li>
                  ))}
                </ul>
              </Section>
            ))}
            {list.hasMore && (
              <Button look="ghost" busy={list.loadingMore} onClick={list.loadMore}>
                {t`Show more`}
              </Button>
            )}
          </>
        )}
      </div>
    </Page>
  );
}

function topicsOf(data: ReadyReportsQuery): [string, Card[]][] {
  const found = new Map<string, Card[]>();
  for (const { key, topic, name, about, definition } of data.readyReports) {
    const cards = found.get(topic) ?? [];
    cards.push({ id: `ready-${key}`, name, about, definition: definition as Definition });
    found.set(topic, cards);
  }
  return [...found];
}

function foldersOf(
  reports: readonly ReportRowFragment[],
  me: string,
  none: string,
  shared: string,
): [string, Card[]][] {
  const found = new Map<string, Card[]>();
  for (const one of reports) {
    const folder = one.folder ?? (one.owner?.id === me ? none : shared);
    const cards = found.get(folder) ?? [];
    const about = one.description ?? one.owner?.name ?? "";
    cards.push({ id: one.id, name: one.name, about, definition: one.definition as Definition });
    found.set(folder, cards);
  }
  return [...found].sort(([a], [b]) => a.localeCompare(b));
}
