import { useLingui } from "@lingui/react";
import { useMemo } from "react";
import { type TypedDocumentNode, useQuery } from "urql";
import { type Field, type Shape, shapeOf } from "../lists/shape";
import type { FieldSpec } from "../ui/formFields";
import { OwnFieldsDocument } from "./catalog.gen";

type Customized = "account" | "contact" | "deal" | "lead";
type Values = Readonly<Record<string, unknown>>;
type Answer = { record: (Values & { id: string }) | null };

/** The fields an organisation added to a kind of record, as this viewer has them, in their order. */
export const customOf = (shape: Shape | null) =>
  (shape?.fields ?? []).filter((one) => one.isCustom && one.read !== "HIDDEN");

/** The field of a form that a custom field makes. */
export function specOf(shape: Shape, field: Field): FieldSpec {
  const base = {
    name: field.name,
    label: shape.label(field.name),
    required: field.isRequired,
    hint: field.hint ?? undefined,
  };
  const options = field.values.filter((one) => one.isOffered).map((one) => optionOf(shape, field, one.value));
  switch (field.kind) {
    case "TEXT":
      return { ...base, kind: "area", wide: true };
    case "INT":
    case "DECIMAL":
      return {
        ...base,
        kind: "number",
        decimals: field.kind === "INT" ? 0 : 4,
        min: field.least === null ? -1e12 : Number(field.least),
        maxValue: field.most === null ? undefined : Number(field.most),
      };
    case "BOOL":
      return { ...base, kind: "check" };
    case "DATE":
      return { ...base, kind: "date" };
    case "DATETIME":
      return { ...base, kind: "datetime" };
    case "ENUM":
      return { ...base, kind: "select", options: field.isRequired ? options : [{ value: "", label: "—" }, ...options] };
    case "TAGS":
      return { ...base, kind: "choices", options, wide: true };
    default:
      return { ...base, kind: "text", max: field.maxLength ?? 300 };
  }
}

const optionOf = (shape: Shape, field: Field, value: string) => ({ value, label: shape.valueLabel(field, value) });

/** What was chosen and is no longer offered stays to be seen, and to be kept. */
function withFormer(spec: FieldSpec, shape: Shape, field: Field, value: unknown): FieldSpec {
  if (spec.kind !== "select" && spec.kind !== "choices") return spec;
  const chosen = (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === "string");
  const former = chosen.filter((one) => !spec.options.some((option) => option.value === one));
  return { ...spec, options: [...spec.options, ...former.map((one) => optionOf(shape, field, one))] };
}

/** What an object has of custom fields. A record's page needs no more of the catalog, which is long. */
export function useOwnShape(object: Customized): Shape | null {
  const { i18n } = useLingui();
  const variables = useMemo(() => ({ names: [object] }), [object]);
  const [{ data }] = useQuery({ query: OwnFieldsDocument, variables, requestPolicy: "cache-first" });
  const chinese = i18n.locale.startsWith("zh");
  return useMemo(() => {
    const entry = data?.catalog[0];
    return entry ? shapeOf(entry, chinese) : null;
  }, [data, chinese]);
}

/** The custom fields of one record with their values, read beside it: which there are is known from the catalog only. */
export function useCustomRecord(object: Customized, id: string | undefined) {
  const shape = useOwnShape(object);
  const fields = useMemo(() => customOf(shape), [shape]);
  const query = useMemo(() => {
    const names = fields.map((one) => one.name).join(" ");
    const text = `query CustomFields($id: ID!) { record: ${object}(id: $id) { id ${names} } }`;
    return text as unknown as TypedDocumentNode<Answer, { id: string }>;
  }, [object, fields]);
  const [{ data, error, fetching }] = useQuery({
    query,
    variables: { id: id ?? "" },
    pause: !id || fields.length === 0,
  });
  const values = data?.record ?? null;
  return { shape, fields, values, waits: fields.length > 0 && !!id && fetching && !values, error };
}

/**
 * A form with the custom fields after Weir's own, and their values in the record that is edited. `waits` until those are known;
 * when they cannot be read, the form goes without them.
 */
export function useCustomForm(
  object: Customized,
  id: string | undefined,
  fields: readonly FieldSpec[],
  record: Values | undefined,
) {
  const { shape, fields: custom, values, waits, error } = useCustomRecord(object, id);
  const lost = !!id && !!error && !values;
  const whole = useMemo(() => {
    if (!shape || lost) return fields;
    return [...fields, ...custom.map((one) => withFormer(specOf(shape, one), shape, one, values?.[one.name]))];
  }, [shape, fields, custom, values, lost]);
  const filled = useMemo(
    () => ({ ...record, ...Object.fromEntries(custom.map((one) => [one.name, values?.[one.name]])) }),
    [record, custom, values],
  );
  return { fields: whole, record: filled, waits };
}
