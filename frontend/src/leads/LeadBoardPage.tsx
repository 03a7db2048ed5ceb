import { useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useMemo, useState } from "react";
import { CreateButton } from "../lists/CreateButton";
import { FilterButton } from "../lists/FilterButton";
import { FilterChips } from "../lists/FilterChips";
import { useShape } from "../lists/shape";
import { useCan } from "../session/viewer";
import { SearchInput } from "../ui/Input";
import { Page } from "../ui/Page";
import { useListSearch } from "../ui/useListSearch";
import type { ViewDefinition, Where } from "../views/definition";
import { ViewSwitcher } from "../views/ViewSwitcher";
import { LeadBoard } from "./LeadBoard";
import { LeadViews } from "./LeadViews";

const FilterDialog = lazy(() => import("../lists/FilterDialog").then((module) => ({ default: module.FilterDialog })));
const route = getRouteApi("/leads/board");
const NONE: Where = {};

/** The board of leads; what it is narrowed to is in the address, as on the list. */
export function LeadBoardPage() {
  const { t } = useLingui();
  const { f, q, view } = route.useSearch();
  const navigate = route.useNavigate();
  const canCreate = useCan("lead.create");
  const { shape } = useShape("lead");
  const [building, setBuilding] = useState(false);
  const filter = f ?? NONE;
  const patch = useCallback(
    (change: { f?: Where; q?: string }) => void navigate({ search: (now) => ({ ...now, ...change }), replace: true }),
    [navigate],
  );
  const setFilter = useCallback((next: Where) => patch({ f: next }), [patch]);
  const [text, setText] = useListSearch(
    q,
    useCallback((next: string | undefined) => patch({ q: next }), [patch]),
  );
  const scope = useMemo(() => ({ where: filter, search: q }), [filter, q]);
  const current = useMemo<ViewDefinition>(() => ({ filter, search: q }), [filter, q]);
  const apply = useCallback(
    (definition: ViewDefinition, id?: string, byDefault?: boolean) =>
      void navigate({ search: { f: definition.filter, q: definition.search, view: id }, replace: byDefault }),
    [navigate],
  );
  return (
    <Page
      fill
      title={
        <ViewSwitcher
          object="LEAD_BOARD"
          title={t`Leads`}
          current={current}
          viewId={view}
          untouched={!f && !q && !view}
          onApply={apply}
        />
      }
      documentTitle={t`Leads`}
      actions={
        <>
          <LeadViews f={f} q={q} />
          {canCreate && <CreateButton form="lead" label={t`New lead`} />}
        </>
      }
      toolbar={
        <>
          <SearchInput
            className="min-w-28 flex-1 sm:max-w-72"
            label={t`Search leads`}
            value={text}
            onChange={setText}
          />
          <FilterButton filter={filter} onOpen={() => setBuilding(true)} />
          {shape && <FilterChips shape={shape} filter={filter} onChange={setFilter} onOpen={() => setBuilding(true)} />}
        </>
      }
    >
      <LeadBoard scope={scope} />
      <Suspense>
        {building && shape && (
          <FilterDialog shape={shape} filter={filter} onApply={setFilter} onClose={() => setBuilding(false)} />
        )}
      </Suspense>
    </Page>
  );
}
