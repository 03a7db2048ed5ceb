import { useLingui } from "@lingui/react/macro";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ChartColumnIcon, PlusIcon, SendIcon } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useQuery } from "urql";
import { useCan } from "../session/viewer";
import { problemOf } from "../sync/problems";
import { useList } from "../sync/useList";
import { Button, buttonClass } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { SearchInput } from "../ui/Input";
import { Page, Section } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import { useListSearch } from "../ui/useListSearch";
import { ChartIcon } from "./ChartIcon";
import { DashboardCards } from "./DashboardCards";
import type { Definition } from "./definition";
import { FiledCard } from "./folders/FiledCard";
import { FolderCards } from "./folders/FolderCards";
import { FolderTrail } from "./folders/FolderTrail";
import { foldersIn } from "./folders/folders";
import { useFolderDrag } from "./folders/useFolderDrag";
import { useFolders } from "./folders/useFolders";
import { TOPIC } from "./labels";
import { ReadyReportsDocument, type ReadyReportsQuery, ReportsDocument, type ReportsQuery } from "./reports.gen";
import { SpecialReports } from "./SpecialReports";

type Card = { id: string; name: string; about: string; definition: Definition };

const route = getRouteApi("/reports");
const pick = (data: ReportsQuery) => data.reports;

/** Every report one may open: folders, dashboards and one's own and shared ones, then those that come with Weir. */
export function ReportsPage() {
  const { t, i18n } = useLingui();
  const { folder = "", q } = route.useSearch();
  const navigate = route.useNavigate();
  const [text, setText] = useListSearch(
    q,
    useCallback((to?: string) => void navigate({ search: (now) => ({ ...now, q: to }), replace: true }), [navigate]),
  );
  const [{ data, error }, again] = useQuery({ query: ReadyReportsDocument });
  const where = useMemo(
    () => ({ where: q ? holding(q) : { folder: folder ? { eq: folder } : { isNull: true } } }),
    [q, folder],
  );
  const named = useMemo(() => ({ where: q ? { name: { contains: q } } : where.where }), [q, where]);
  const list = useList(ReportsDocument, where, pick);
  const { counts, again: countAgain } = useFolders();
  const [beat, setBeat] = useState(0);
  const mayCreate = useCan("report.create");
  const fits = (one: Card) => `${one.name} ${one.about}`.toLowerCase().includes(text.trim().toLowerCase());
  const problem = error && !data ? problemOf(error) : list.problem;
  const retry = () => {
    again({ requestPolicy: "network-only" });
    list.retry();
  };
  const filed = () => {
    countAgain();
    list.retry();
    setBeat((now) => now + 1);
  };
  const drag = useFolderDrag(filed);
  // What comes with Weir stands in no folder.
  const ready = data && (q || !folder) ? topicsOf(data) : [];
  const topics = ready
    .map(([topic, cards]) => [topic, cards.filter(fits)] as const)
    .filter(([, cards]) => cards.length > 0);
  const isEmpty =
    topics.length === 0 && list.rows.length === 0 && (!!q || (!!folder && foldersIn(counts, folder).length === 0));
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
      <div
        ref={drag.root}
        onKeyDown={drag.onKeyDown}
        onBlur={drag.onBlur}
        className="mx-auto flex max-w-5xl flex-col gap-4 p-3 md:p-6"
      >
        {problem ? (
          <ErrorState problem={problem} onRetry={retry} />
        ) : !data || list.loading ? (
          <SkeletonRows rows={8} />
        ) : (
          <>
            {folder && !q && <FolderTrail at={folder} />}
            {(q || !folder) && <SpecialReports text={text} />}
            {!q && <FolderCards counts={counts} at={folder} mayFile={mayCreate} onDone={filed} />}
            <DashboardCards
              where={named}
              folder={q ? "" : folder}
              counts={counts}
              beat={beat}
              know={drag.know}
              onDone={filed}
            />
            {list.rows.length > 0 && (
              <Section title={folder && !q ? t`Reports` : t`Own and shared reports`}>
                <ul className="-mx-2 grid gap-1 sm:grid-cols-2">
                  {list.rows.map((one) => (
                    <FiledCard
                      key={one.id}
                      filed={one}
                      about={one.description ?? one.owner?.name ?? ""}
                      icon={<ChartIcon kind={(one.definition as Definition).chart ?? "TABLE"} />}
                      counts={counts}
                      know={drag.know}
                      onDone={filed}
                    />
                  ))}
                </ul>
                {list.hasMore && (
                  <Button look="ghost" busy={list.loadingMore} onClick={list.loadMore}>
                    {t`Show more`}
                  </Button>
                )}
              </Section>
            )}
            {topics.map(([topic, cards]) => (
              <Section key={topic} title={TOPIC[topic] ? i18n._(TOPIC[topic]) : topic}>
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
            {isEmpty && (
              <EmptyState icon={<ChartColumnIcon />} title={q ? t`No such report` : t`Nothing in this folder`}>
                {q
                  ? t`Try other words, or build a new one.`
                  : t`It may have been moved, or is no longer shared with you.`}
              </EmptyState>
            )}
          </>
        )}
      </div>
    </Page>
  );
}

/** Wherever it is filed: the words stand in its name or in what it answers. */
const holding = (text: string) => ({ or: [{ name: { contains: text } }, { description: { contains: text } }] });

function topicsOf(data: ReadyReportsQuery): [string, Card[]][] {
  const found = new Map<string, Card[]>();
  for (const { key, topic, name, about, definition } of data.readyReports) {
    const cards = found.get(topic) ?? [];
    cards.push({ id: `ready-${key}`, name, about, definition: definition as Definition });
    found.set(topic, cards);
  }
  return [...found];
}
