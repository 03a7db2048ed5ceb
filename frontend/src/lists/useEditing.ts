import { useCallback, useState } from "react";
import type { TypedDocumentNode } from "urql";
import { act } from "../sync/act";
import type { UserError } from "../sync/problems";
import { selectionOf } from "./document";
import type { Field, Row, Shape } from "./shape";

export type Conflict = { row: Row; field: Field; mine: unknown; theirs: Row; message: string };
type Payload = { record: Row | null; userErrors: readonly UserError[] };

/** What an editor hands over: the input the server takes, and how the row looks with it. */
export type Edited = { input: Record<string, unknown>; looks: unknown };

export type Editing = ReturnType<typeof useEditing>;

const keyOf = (id: string, field: string) => `${id} ${field}`;

/**
 * Edits single cells: shows the new value at once, takes it back when it is refused (the reason stays at the cell), and asks
 * when somebody else was faster.
 */
export function useEditing(shape: Shape | null) {
  const [at, setAt] = useState<{ id: string; field: string } | null>(null);
  const [wishes, setWishes] = useState<ReadonlyMap<string, unknown>>(new Map());
  const [refusals, setRefusals] = useState<ReadonlyMap<string, string>>(new Map());
  const [conflict, setConflict] = useState<(Conflict & { edited: Edited }) | null>(null);

  const allowed = shape?.actions.includes("update") ?? false;
  const may = useCallback(
    (row: Row, field: Field) => {
      const can = row.viewerCan as { update: boolean } | undefined;
      const masked = (row.maskedFields as string[] | undefined)?.includes(field.name);
      // Several of a set of choices need the room of a form.
      const fits = field.kind !== "TAGS" || field.values.length === 0;
      return fits && field.isWritable && field.read !== "HIDDEN" && allowed && can?.update !== false && !masked;
    },
    [allowed],
  );

  const save = useCallback(
    async (row: Row, field: Field, edited: Edited | null, version = row.version) => {
      setAt(null);
      const key = keyOf(row.id, field.name);
      setRefusals((now) => changed(now, key, undefined));
      if (!shape || !edited) return;
      setWishes((now) => changed(now, key, edited.looks));
      const outcome = await act(updateDocument(shape, field), { input: { id: row.id, version, ...edited.input } });
      setWishes((now) => changed(now, key, undefined));
      if (outcome.ok) return;
      const stale = outcome.errors.find((one) => one.code === "CONFLICT");
      const theirs = (outcome.payload as Payload | null)?.record;
      if (stale && theirs)
        return setConflict({ row, field, mine: edited.looks, theirs, message: stale.message, edited });
      const [first] = outcome.errors;
      if (first) setRefusals((now) => changed(now, key, first.message));
    },
    [shape],
  );

  return {
    at,
    open: useCallback((id: string, field: string) => setAt({ id, field }), []),
    close: useCallback(() => setAt(null), []),
    may,
    save,
    refusals,
    /** The row with what is on its way to the server. */
    shown: (row: Row, field: Field): Row => {
      const key = keyOf(row.id, field.name);
      return wishes.has(key) ? { ...row, [field.name]: wishes.get(key) } : row;
    },
    conflict,
    settle: (keepMine: boolean) => {
      if (keepMine && conflict) void save(conflict.row, conflict.field, conflict.edited, conflict.theirs.version);
      setConflict(null);
    },
  };
}

function changed<V>(map: ReadonlyMap<string, V>, key: string, value: V | undefined): ReadonlyMap<string, V> {
  const next = new Map(map);
  if (value === undefined) next.delete(key);
  else next.set(key, value);
  return next;
}

function updateDocument(shape: Shape, field: Field) {
  const { typeName, name } = shape;
  const text =
    `mutation Edit($input: Update${typeName}Input!) { update${typeName}(input: $input) { ` +
    `record: ${name} { id version ${selectionOf(field)} } userErrors { code field message } } }`;
  return text as unknown as TypedDocumentNode<{ edit: Payload }, { input: Record<string, unknown> }>;
}
