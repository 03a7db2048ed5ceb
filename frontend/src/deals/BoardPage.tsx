import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { ChevronDownIcon, KanbanIcon, PlusIcon } from "lucide-react";
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from "react";
import { useQuery } from "urql";
import { withTexts } from "../session/messages";
import { recall, remember } from "../session/settings";
import { useCan } from "../session/viewer";
import { problemOf } from "../sync/problems";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { SearchInput } from "../ui/Input";
import { choice, Menu } from "../ui/Menu";
import { Page } from "../ui/Page";
import { useListSearch } from "../ui/useListSearch";
import { useOverlay } from "../ui/useOverlay";
import type { ViewDefinition } from "../views/definition";
import { afterFirstCards } from "./askBoard";
import { Board } from "./Board";
import { PipelinesDocument } from "./board.gen";
import { type BoardSearch, FILTER_KEYS, filterCount, scopeOf } from "./boardSearch";
import { FilterButton } from "./FilterButton";

const FilterChips = lazy(() => withTexts(import("./FilterChips")).then((module) => ({ default: module.FilterChips })));
// With its texts, three times what the cards weigh: they come first.
const ViewSwitcher = lazy(() =>
  afterFirstCards()
    .then(() => withTexts(import("../views/ViewSwitcher")))
    .then((module) => ({ default: module.ViewSwitcher })),
);
const route = getRouteApi("/board");

/** The board of one pipeline; what it is narrowed to is in the address, so that a view can be kept or sent to somebody. */
export function BoardPage() {
  const { t } = useLingui();
  const openOverlay = useOverlay();
  const search = route.useSearch();
  const { pipeline, q } = search;
  const navigate = route.useNavigate();
  const [{ data, error }, again] = useQuery({ query: PipelinesDocument });
  const pipelines = useMemo(
    () => (data?.pipelines.nodes ?? []).filter((one) => one.isActive).sort((a, b) => a.position - b.position),
    [data],
  );
  const [before] = useState(() => recall("pipeline") ?? undefined);
  const wished = pipeline ?? before;
  const wanted = pipelines.find((one) => one.id === wished);
  const known = wanted ?? pipelines[0];
  // Nobody waits for the list of pipelines: it is the one they had before, or the first.
  const shownId = data ? wanted?.id : wished;
  useEffect(() => {
    if (data && known && !pipeline) remember("pipeline", known.id);
  }, [data, known, pipeline]);
  const canCreate = useCan("deal.create");

  const [text, setText] = useListSearch(
    q,
    useCallback((next?: string) => navigate({ search: (now) => ({ ...now, q: next }), replace: true }), [navigate]),
  );

  const choose = useCallback(
    (id: string) => {
      remember("pipeline", id);
      navigate({ search: (now) => ({ ...now, pipeline: id }) });
    },
    [navigate],
  );

  const patch = useCallback(
    (part: Partial<BoardSearch>) => navigate({ search: (now) => ({ ...now, ...part }), replace: true }),
    [navigate],
  );
  const said = JSON.stringify(["q" as const, ...FILTER_KEYS].map((key) => [key, search[key]]));
  const scope = useMemo(() => scopeOf(Object.fromEntries(JSON.parse(said))), [said]);

  const shown = useMemo<ViewDefinition>(() => {
    const { q: text, view: _, ...params } = search;
    const said = Object.entries(params).filter((pair): pair is [string, string] => typeof pair[1] === "string");
    return { search: text, params: Object.fromEntries(said) };
  }, [search]);
  const applyView = useCallback(
    ({ search: q, params }: ViewDefinition, view?: string) => navigate({ search: { ...params, q, view } }),
    [navigate],
  );

  return (
    <Page
      fill
      title={
        known && pipelines.length > 1 ? (
          <Menu
            align="start"
            entries={() => [
              choice(
                known.id,
                pipelines.map((one) => ({ value: one.id, label: one.name })),
                choose,
              ),
            ]}
            trigger={
              <button type="button" className="-ml-2 flex min-h-9 items-center gap-1.5 rounded-lg px-2 hover:bg-hover">
                <span className="truncate">{known.name}</span>
                <ChevronDownIcon className="size-4 text-ink-3" />
              </button>
            }
          />
        ) : (
          (known?.name ?? t`Board`)
        )
      }
      documentTitle={known?.name ?? t`Board`}
      actions={
        <>
          <SearchInput className="hidden w-56 md:block" label={t`Search deals`} value={text} onChange={setText} />
          <Suspense>
            <ViewSwitcher
              object="BOARD"
              title={t`Views`}
              current={shown}
              viewId={search.view}
              untouched={Object.values(search).every((value) => value === undefined)}
              onApply={applyView}
            />
          </Suspense>
          <FilterButton search={search} onChange={patch} />
          {canCreate && (
            <Button look="primary" icon={<PlusIcon />} onClick={() => openOverlay("deal")} aria-label={t`New deal`}>
              <span className="hidden sm:inline">
                <Trans>New deal</Trans>
              </span>
            </Button>
          )}
        </>
      }
      phoneToolbar={<SearchInput className="w-full" label={t`Search deals`} value={text} onChange={setText} />}
    >
      <Suspense>{filterCount(search) > 0 && <FilterChips search={search} onChange={patch} />}</Suspense>
      {error ? (
        <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />
      ) : data && !known ? (
        <EmptyState icon={<KanbanIcon />} title={t`There is no pipeline yet`}>
          <Trans>An administrator can create one in the settings.</Trans>
        </EmptyState>
      ) : (
        <Board pipelineId={shownId} scope={scope} lanes={search.lanes === "owner"} />
      )}
    </Page>
  );
}
