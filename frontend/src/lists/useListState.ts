import { useCallback, useMemo, useState } from "react";
import { recall, remember } from "../session/settings";
import type { ViewDefinition, Where } from "../views/definition";
import { type Column, type ListSearch, readColumns, readSort, writeColumns, writeSort } from "./address";
import { without } from "./conditions";
import type { ListKind } from "./kinds";
import { orderName, type Shape, whereKey } from "./shape";

type Patch = (change: Partial<ListSearch>, replace?: boolean) => void;

/** What a list shows now: from the address, else as this kind of list comes. What the viewer may not read drops out, and is named. */
export function useListState(kind: ListKind, shape: Shape, search: ListSearch, patch: Patch) {
  const [pulled, setPulled] = useState<Column | null>(null);
  const standard = useMemo(() => kind.columns.map((field) => ({ field })), [kind.columns]);
  const state = useMemo(() => {
    const dropped = new Set<string>();
    const readable = (name: string) => {
      const field = shape.field(name);
      const fine = field !== undefined && field.read !== "HIDDEN";
      if (!fine) dropped.add(name);
      return fine;
    };
    const usable = (key: string) => {
      const field = shape.fields.find((one) => whereKey(one) === key || (one.kind === "LINK" && one.name === key));
      const fine = key === "id" || field?.isFilterable === true || shape.edge(key) !== undefined;
      if (!fine) dropped.add(field?.name ?? key);
      return fine;
    };
    const written = search.cols ?? (search.view ? undefined : (recall(`columns.${kind.object}`) ?? undefined));
    const wanted = readColumns(written).filter((one) => readable(one.field));
    const usual = standard.filter((one) => {
      const field = shape.field(one.field);
      return field !== undefined && field.read !== "HIDDEN";
    });
    const filter: Where = without(search.f ?? kind.filter, usable);
    const sortable = (name: string) => {
      const field = shape.fields.find((one) => orderName(one.name) === name);
      if (!field?.isSortable) dropped.add(field?.name ?? name);
      return field?.isSortable === true;
    };
    const sort = readSort(search.sort ?? kind.sort).filter((one) => sortable(one.field));
    return { columns: wanted.length > 0 ? wanted : usual, filter, sort, dropped: [...dropped] };
  }, [kind, shape, search, standard]);

  const columns = pulled ? state.columns.map((one) => (one.field === pulled.field ? pulled : one)) : state.columns;
  const { filter, sort } = state;
  const current = useMemo<ViewDefinition>(
    () => ({ filter, sort, columns: state.columns, ...(search.q ? { search: search.q } : {}) }),
    [filter, sort, state.columns, search.q],
  );

  const setColumns = useCallback(
    (next: Column[]) => {
      const cols = writeColumns(next);
      if (!search.view) remember(`columns.${kind.object}`, cols);
      patch({ cols }, true);
    },
    [kind.object, patch, search.view],
  );
  const apply = useCallback(
    (view: ViewDefinition, id?: string, replace?: boolean) =>
      patch(
        id === undefined
          ? { view: undefined, f: undefined, q: undefined, sort: undefined, cols: undefined }
          : {
              view: id,
              f: view.filter ?? {},
              q: view.search,
              sort: view.sort?.length ? writeSort(view.sort) : undefined,
              cols: view.columns?.length ? writeColumns(view.columns) : undefined,
            },
        replace,
      ),
    [patch],
  );

  return {
    ...state,
    columns,
    standard,
    current,
    setColumns,
    apply,
    setFilter: (next: Where) => patch({ f: next }, true),
    onSort: (field: string, add: boolean) => {
      const now = sort.find((one) => one.field === field);
      const next = { field, direction: now?.direction === "ASC" ? ("DESC" as const) : ("ASC" as const) };
      const others = add ? sort.filter((one) => one.field !== field).slice(0, 3) : [];
      patch({ sort: writeSort([...others, next]) }, true);
    },
    onWidth: (field: string, width: number, final: boolean) => {
      if (!final) return setPulled({ field, width });
      setPulled(null);
      setColumns(state.columns.map((one) => (one.field === field ? { field, width } : one)));
    },
  };
}
