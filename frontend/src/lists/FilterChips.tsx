import { useLingui } from "@lingui/react/macro";
import { XIcon } from "lucide-react";
import type { Where } from "../views/definition";
import { type Group, groupOf, type Part, whereOf } from "./conditions";
import type { Shape } from "./shape";
import { useConditionText } from "./useConditionText";
import { useTitles } from "./useTitles";

type Props = { shape: Shape; filter: Where; onChange: (filter: Where) => void; onOpen: () => void };

/** The conditions of a list, each of which can be taken away by itself. */
export function FilterChips({ shape, filter, onChange, onOpen }: Props) {
  const { t } = useLingui();
  const group = groupOf(filter);
  const say = useConditionText(shape, useTitles(filter));
  // "Any of these" is one statement: taking a piece out of it would widen or narrow it unexpectedly.
  const parts: Part[] = group.all || group.parts.length < 2 ? group.parts : [group];
  if (parts.length === 0) return null;
  const remove = (part: Part) =>
    onChange(part === group ? {} : whereOf({ ...group, parts: group.parts.filter((one) => one !== part) } as Group));
  return (
    <ul className="flex min-w-0 max-w-full flex-wrap gap-1.5" aria-label={t`Filters`}>
      {parts.map((part) => {
        const text = say(part);
        return (
          <li
            key={JSON.stringify(part)}
            className="flex min-w-0 max-w-full items-center rounded-lg bg-accent-soft text-accent-text text-xs coarse:text-sm"
          >
            <button
              type="button"
              onClick={onOpen}
              className="min-h-7 min-w-0 truncate rounded-lg pl-2.5 coarse:min-h-11"
            >
              {text}
            </button>
            <button
              type="button"
              aria-label={t`Remove the filter: ${text}`}
              onClick={() => remove(part)}
              className="grid size-7 shrink-0 place-items-center rounded-lg hover:bg-hover coarse:size-11"
            >
              <XIcon className="size-3.5" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
