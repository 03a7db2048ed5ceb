import { useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { TableIcon } from "lucide-react";
import { useMemo } from "react";
import { type ListData, type ListPage, type ListVariables, listDocument } from "../lists/document";
import { FilterChips } from "../lists/FilterChips";
import { PagedList } from "../lists/PagedList";
import { isShown, type Row, type Shape } from "../lists/shape";
import { useShapes } from "../lists/useShapes";
import { textOf } from "../lists/values";
import { howMany } from "../session/formats";
import { useList } from "../sync/useList";
import { EmptyState } from "../ui/EmptyState";
import { Page } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";

const route = getRouteApi("/reports/records");
const COLUMNS = 10;
const pick = (data: ListData) => data.list;

/** The records behind a number of a kind that has no list of its own. */
export function RecordsPage() {
  const { t } = useLingui();
  const { of } = route.useSearch();
  const shapes = useShapes();
  const shape = shapes?.get(of ?? "");
  if (shape) return <Records shape={shape} />;
  return (
    <Page title={t`Records`}>
      {shapes ? (
        <EmptyState icon={<TableIcon />} title={t`There is no such list`}>
          {t`It does not exist, or you may not read it.`}
        </EmptyState>
      ) : (
        <SkeletonRows rows={8} />
      )}
    </Page>
  );
}

function Records({ shape }: { shape: Shape }) {
  const { t } = useLingui();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const where = useMemo(() => search.f ?? {}, [search.f]);
  const columns = useMemo(
    () => shape.fields.filter((one) => isShown(one) && one.kind !== "TEXT").slice(0, COLUMNS),
    [shape],
  );
  const document = useMemo(
    () =>
      listDocument(
        shape,
        columns.map((one) => one.name),
        "",
        [],
      ),
    [shape, columns],
  );
  const variables = useMemo(() => ({ where, search: null, orderBy: [] }), [where]);
  const list = useList<ListData, ListVariables, Row, ListPage>(document, variables, pick);
  return (
    <Page
      title={
        <>
          {shape.title}
          {list.total !== undefined && <span className="tnum font-normal text-ink-3 text-sm">{howMany(list)}</span>}
        </>
      }
      documentTitle={shape.title}
      toolbar={
        <FilterChips
          shape={shape}
          filter={where}
          onChange={(f) => void navigate({ search: (now) => ({ ...now, f }), replace: true })}
          onOpen={() => undefined}
        />
      }
    >
      <div className="p-3 md:p-6">
        <div className="scrollbar-thin overflow-x-auto rounded-xl bg-surface p-4 shadow-lift">
          <PagedList
            list={list}
            empty={
              <EmptyState
                icon={<TableIcon />}
                title={t`Nothing fits these filters`}
              >{t`Remove a filter to see more.`}</EmptyState>
            }
          >
            <table className="tnum w-full min-w-max text-sm">
              <thead className="text-ink-3 text-xs">
                <tr className="border-line border-b">
                  {columns.map((one) => (
                    <th key={one.name} scope="col" className="py-2 pr-6 text-left font-medium">
                      {shape.label(one.name)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {list.rows.map((row) => (
                  <tr key={row.id} className="border-line border-b">
                    {columns.map((one) => (
                      <td key={one.name} className="max-w-72 truncate py-2 pr-6">
                        {textOf(shape, one, row)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </PagedList>
        </div>
      </div>
    </Page>
  );
}
