import { useLingui } from "@lingui/react/macro";
import { textOf } from "../lists/values";
import { Facts } from "../ui/Facts";
import { useCustomRecord } from "./useCustom";

/** What the organisation wants to know of a record besides, below its facts; nothing where it asks nothing. */
export function CustomFacts({ object, id }: { object: "account" | "contact" | "deal" | "lead"; id: string }) {
  const { t } = useLingui();
  const { shape, fields, values, error } = useCustomRecord(object, id);
  if (!shape || fields.length === 0) return null;
  if (error && !values)
    return (
      <p className="mt-3 border-line border-t pt-3 text-ink-3 text-sm">{t`The further fields could not be loaded.`}</p>
    );
  return (
    <section aria-label={t`Further fields`} className="mt-3 border-line border-t pt-3" aria-busy={!values}>
      <Facts
        facts={fields.map((one) => ({
          label: shape.label(one.name),
          value: values && shown(textOf(shape, one, { version: 0, ...values } as never), one.kind),
        }))}
      />
    </section>
  );
}

const shown = (text: string, kind: string) =>
  text === "—" ? null : kind === "TEXT" ? <span className="whitespace-pre-wrap">{text}</span> : text;
