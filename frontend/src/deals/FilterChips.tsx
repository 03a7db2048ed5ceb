import { Trans, useLingui } from "@lingui/react/macro";
import { XIcon } from "lucide-react";
import { useQuery } from "urql";
import { ActiveUsersDocument } from "../identity/users.gen";
import { baseCurrency, date, shortMoney } from "../session/formats";
import { useViewer } from "../session/viewer";
import { useLabel } from "../ui/useLabel";
import { type BoardSearch, CLEARED, daysOf, filterCount, list } from "./boardSearch";
import type { Patch } from "./FilterPanel";
import { FilterChoicesDocument } from "./filters.gen";
import { PERIOD } from "./periods";

type Props = { search: BoardSearch; onChange: Patch };

/** What the board is narrowed to, in words, each to be taken away. */
export function FilterChips({ search, onChange }: Props) {
  const { t } = useLingui();
  const label = useLabel();
  const { user } = useViewer();
  const people = list(search.owner);
  const [users] = useQuery({
    query: ActiveUsersDocument,
    variables: {},
    pause: !people.some((one) => one.includes("_")),
  });
  const [choices] = useQuery({ query: FilterChoicesDocument, pause: !search.dept });
  if (filterCount(search) === 0) return null;

  const nameOf = (id: string) =>
    id === "ME"
      ? t`Me`
      : id === "MY_TEAM"
        ? t`My team`
        : id === user.id
          ? user.name
          : (users.data?.users.nodes.find((one) => one.id === id)?.name ?? "…");
  const currency = baseCurrency();
  const [min, max] = [search.min, search.max].map((end) => end && shortMoney(end, currency));
  const days = daysOf(search.close);
  const [from, to] = [date(days?.from), date(days?.to)];
  const between = (low?: string, high?: string) => (low && high ? `${low} – ${high}` : low ? `≥ ${low}` : `≤ ${high}`);
  const owners = people.map(nameOf).join(", ");
  const department = choices.data?.departments.nodes.find((one) => one.id === list(search.dept)[0])?.name ?? "…";
  const tags = list(search.tags).join(", ");
  const closes = days ? between(from, to) : label(PERIOD, search.close);
  const amounts = between(min, max);
  const chips: [boolean, string, Partial<BoardSearch>][] = [
    [!!search.owner, t`Owner: ${owners}`, { owner: undefined }],
    [!!search.dept, t`Department: ${department}`, { dept: undefined }],
    [!!(search.min || search.max), t`Amount: ${amounts}`, { min: undefined, max: undefined }],
    [!!search.close, t`Expected close: ${closes}`, { close: undefined }],
    [!!search.tags, t`Tags: ${tags}`, { tags: undefined }],
  ];
  return (
    <ul
      aria-label={t`Filters that are on`}
      className="scrollbar-thin flex shrink-0 items-center gap-1.5 overflow-x-auto px-3 pt-2.5 md:px-6"
    >
      {chips
        .filter(([on]) => on)
        .map(([, text, without]) => (
          <li key={text} className="shrink-0">
            <button
              type="button"
              aria-label={t`Remove the filter: ${text}`}
              onClick={() => onChange(without)}
              className="flex h-7 max-w-72 items-center gap-1.5 rounded-full bg-accent-soft pr-2 pl-3 text-accent-text text-xs hover:brightness-97 coarse:h-9 coarse:text-sm"
            >
              <span className="truncate">{text}</span>
              <XIcon className="size-3.5 shrink-0" />
            </button>
          </li>
        ))}
      <li className="shrink-0">
        <button
          type="button"
          onClick={() => onChange(CLEARED)}
          className="h-7 rounded-full px-2.5 text-ink-2 text-xs hover:bg-hover coarse:h-9 coarse:text-sm"
        >
          <Trans>Clear all</Trans>
        </button>
      </li>
    </ul>
  );
}
