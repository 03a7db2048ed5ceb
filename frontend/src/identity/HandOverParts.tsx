import { useLingui } from "@lingui/react/macro";
import { number } from "../session/formats";
import { Checkbox } from "../ui/Checkbox";
import type { Choice } from "../ui/Combobox";
import { PickMany } from "../ui/PickMany";
import { Skeleton } from "../ui/Skeleton";
import { findUsers } from "./findUsers";
import type { HandOverPreviewQuery } from "./people.gen";

type Preview = NonNullable<HandOverPreviewQuery["handOverPreview"]>;
type Kind = "DEAL" | "ACCOUNT" | "CONTACT" | "CONTRACT" | "LEAD" | "TASK";
/** Kinds of records with receivers of their own; the others follow the general rule. */
export type Parts = Partial<Record<Kind, readonly Choice[]>>;

export const ids = (choices: readonly Choice[]) => choices.map((one) => one.value);

export function partsOf(parts: Parts) {
  return (Object.entries(parts) as [Kind, readonly Choice[]][])
    .filter(([, receivers]) => receivers.length > 0)
    .map(([object, receivers]) => ({ object, receiverIds: ids(receivers) }));
}

function useKinds(): [Kind, keyof Preview, string][] {
  const { t } = useLingui();
  return [
    ["DEAL", "deal", t`Deals`],
    ["ACCOUNT", "account", t`Accounts`],
    ["CONTACT", "contact", t`Contacts`],
    ["CONTRACT", "contract", t`Contracts`],
    ["LEAD", "lead", t`Open leads`],
    ["TASK", "task", t`Open tasks`],
  ];
}

/** How many records of each kind go over. */
export function HandOverCounts({ preview }: { preview: Preview | null | undefined }) {
  const kinds = useKinds();
  return (
    <dl className="grid grid-cols-2 gap-2 sm:grid-cols-5">
      {kinds.map(([kind, key, label]) => (
        <div key={kind} className="rounded-lg bg-hover px-3 py-2">
          <dt className="text-ink-3 text-xs">{label}</dt>
          <dd className="tnum font-semibold text-lg">
            {preview ? number(preview[key]) : <Skeleton className="mt-1 h-5 w-8" />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

type Props = { preview: Preview; parts: Parts; onChange: (parts: Parts) => void };

/** Gives single kinds of records to people of their own. */
export function HandOverParts({ preview, parts, onChange }: Props) {
  const { t } = useLingui();
  const kinds = useKinds().filter(([, key]) => preview[key] > 0);
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium text-ink-2 text-xs">{t`To somebody else`}</legend>
      {kinds.map(([kind, key, label]) => {
        const receivers = parts[kind];
        const count = number(preview[key]);
        return (
          <div key={kind} className="rounded-lg border border-line px-3 py-1.5">
            <Checkbox
              checked={receivers !== undefined}
              onChange={(own) => onChange({ ...parts, [kind]: own ? [] : undefined })}
            >
              {label} <span className="tnum text-ink-3">{count}</span>
            </Checkbox>
            {receivers && (
              <div className="pb-1.5">
                <PickMany
                  label={t`Hand over ${label} to`}
                  value={receivers}
                  onChange={(next) => onChange({ ...parts, [kind]: next })}
                  find={findUsers}
                />
              </div>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
