import { useLingui } from "@lingui/react/macro";
import { Badge, type Tone } from "../ui/Badge";
import { useLabel } from "../ui/useLabel";
import { ROLE } from "./labels";
import { READ } from "./rightLabels";
import { type PermissionTable, useWords } from "./useWords";

const TONE: Record<string, Tone> = { FULL: "good", MASKED: "warn", HIDDEN: "bad" };

/** The fields that not everybody reads: who reads them in full, who masked, from whom they are hidden. */
export function FieldRules({ matrix }: { matrix: PermissionTable }) {
  const { t } = useLingui();
  const label = useLabel();
  const words = useWords();
  const rules = matrix.objects.flatMap((object) => object.fields.map((field) => ({ object, field })));
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-2 text-sm">
        {t`A hidden field is empty in every answer, and nobody can filter, sort or group by it.`}
      </p>
      <ul className="divide-y divide-line rounded-xl bg-surface px-4 shadow-lift">
        {rules.map(({ object, field }) => (
          <li key={`${object.name}.${field.name}`} className="py-2.5">
            <p className="text-sm">
              <span className="text-ink-3">{words.name(object)} · </span>
              <span className="font-medium">{words.name(field)}</span>
            </p>
            <dl className="mt-1 flex flex-col gap-1">
              {["FULL", "MASKED", "HIDDEN"].map((read) => {
                const roles = field.cells.filter((cell) => cell.read === read);
                return roles.length === 0 ? null : (
                  <div key={read} className="flex flex-wrap items-baseline gap-x-2 text-sm">
                    <dt>
                      <Badge tone={TONE[read]}>{label(READ, read)}</Badge>
                    </dt>
                    <dd className="text-ink-2">{roles.map((cell) => label(ROLE, cell.role)).join("、")}</dd>
                  </div>
                );
              })}
            </dl>
          </li>
        ))}
      </ul>
    </div>
  );
}
