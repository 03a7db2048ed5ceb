import { Trans, useLingui } from "@lingui/react/macro";
import { clsx } from "clsx";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useQuery } from "urql";
import { ActiveUsersDocument } from "../identity/users.gen";
import { baseCurrency } from "../session/formats";
import { useViewer } from "../session/viewer";
import { Button } from "../ui/Button";
import { DateInput } from "../ui/Input";
import { MoneyInput } from "../ui/MoneyInput";
import { Popover } from "../ui/Popover";
import { Select } from "../ui/Select";
import { useLabel } from "../ui/useLabel";
import { type BoardSearch, daysOf, joined, list, PERIODS } from "./boardSearch";
import { FilterChoicesDocument } from "./filters.gen";
import { PERIOD } from "./periods";
import { TagPicker } from "./TagPicker";

export type Patch = (part: Partial<BoardSearch>) => void;
type Props = { anchor: HTMLElement; search: BoardSearch; onChange: Patch; onClear: () => void; onClose: () => void };

/** Everything the board can be narrowed by; each change is at once in the address. */
export function FilterPanel({ anchor, search, onChange, onClear, onClose }: Props) {
  const { t } = useLingui();
  const [{ data }] = useQuery({ query: FilterChoicesDocument });
  const departments = data?.departments.nodes ?? [];
  const tags = [
    ...new Set((data?.deals.nodes ?? []).flatMap((deal) => [...(deal.tags ?? []), ...(deal.account?.tags ?? [])])),
  ].sort();
  return (
    <Popover
      anchor={anchor}
      title={t`Filter the board`}
      onClose={onClose}
      footer={
        <>
          <Button look="ghost" onClick={onClear}>
            <Trans>Clear all</Trans>
          </Button>
          <Button look="primary" onClick={onClose}>
            <Trans context="closes a panel">Done</Trans>
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <Group label={t`Layout`}>
          <Pill on={search.lanes === "owner"} onClick={() => onChange({ lanes: search.lanes ? undefined : "owner" })}>
            <Trans>Lanes by owner</Trans>
          </Pill>
        </Group>
        <Group label={t`Owner`}>
          <Owners value={list(search.owner)} onChange={(owner) => onChange({ owner: joined(owner) })} />
        </Group>
        {departments.length > 1 && (
          <Group label={t`Department`}>
            <Select
              label={t`Department`}
              value={departments.find((one) => list(search.dept)[0] === one.id)?.id ?? "ALL"}
              options={[
                { value: "ALL", label: t`Every department` },
                ...departments.map((one) => ({ value: one.id, label: one.name ?? "" })),
              ]}
              onChange={(id) => onChange({ dept: id === "ALL" ? undefined : joined(withChildren(id, departments)) })}
            />
          </Group>
        )}
        <Group label={t`Amount`}>
          <Range
            from={search.min}
            to={search.max}
            onChange={(min, max) => onChange({ min, max })}
            field={(props) => <MoneyInput {...props} unit={baseCurrency()} />}
          />
        </Group>
        <Group label={t`Expected close`}>
          <Closes value={search.close} onChange={(close) => onChange({ close })} />
        </Group>
        <Group label={t`Tags`}>
          <TagPicker value={list(search.tags)} known={tags} onChange={(next) => onChange({ tags: joined(next) })} />
        </Group>
      </div>
    </Popover>
  );
}

type Department = { id: string; parent: { id: string } | null };

/** A department stands for everything below it; the chosen one comes first, so that it is the one shown. */
function withChildren(id: string, all: readonly Department[]): string[] {
  return [id, ...all.filter((one) => one.parent?.id === id).flatMap((one) => withChildren(one.id, all))];
}

function Group({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-medium text-ink-2 text-xs">{label}</legend>
      {children}
    </fieldset>
  );
}

function Pill({ on, onClick, children }: { on: boolean; onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onClick}
      className={clsx(
        "h-7 rounded-full border px-2.5 text-xs coarse:h-11 coarse:px-4 coarse:text-sm",
        on ? "border-accent bg-accent-soft font-medium text-accent-text" : "border-line-strong hover:bg-hover",
      )}
    >
      {children}
    </button>
  );
}

function Owners({ value, onChange }: { value: readonly string[]; onChange: (value: string[]) => void }) {
  const { t } = useLingui();
  const { user } = useViewer();
  const [{ data }] = useQuery({ query: ActiveUsersDocument, variables: {} });
  const people = (data?.users.nodes ?? []).filter((one) => one.id !== user.id);
  const toggle = (id: string) => onChange(value.includes(id) ? value.filter((one) => one !== id) : [...value, id]);
  const shown = [{ id: "ME", name: t`Me` }, { id: "MY_TEAM", name: t`My team` }, ...people];
  return (
    <div className="scrollbar-thin relative flex max-h-36 flex-wrap gap-1.5 overflow-y-auto">
      {shown.map((one) => (
        <Pill key={one.id} on={value.includes(one.id)} onClick={() => toggle(one.id)}>
          {one.name}
        </Pill>
      ))}
    </div>
  );
}

type Ends = { from?: string; to?: string };
type FieldProps = { value: string; onChange: (value: string) => void; "aria-label": string; placeholder: string };

/** Two ends of a range; the address hears of them when the typing pauses. */
function Range({
  from = "",
  to = "",
  onChange,
  field,
}: Ends & { onChange: (from?: string, to?: string) => void; field: (props: FieldProps) => ReactNode }) {
  const { t } = useLingui();
  const [ends, setEnds] = useState({ from, to });
  // Cleared from outside, by a chip or "Clear all".
  useEffect(() => setEnds({ from, to }), [from, to]);
  const untold = useRef<() => void>(undefined);
  useEffect(() => {
    untold.current = undefined;
    if (ends.from === from && ends.to === to) return;
    const tell = () => {
      untold.current = undefined;
      onChange(ends.from || undefined, ends.to || undefined);
    };
    untold.current = tell;
    const timer = setTimeout(tell, 350);
    return () => clearTimeout(timer);
  }, [ends, from, to, onChange]);
  // The panel may be closed before the pause.
  useEffect(() => () => untold.current?.(), []);
  return (
    <div className="grid grid-cols-2 gap-2">
      {field({
        value: ends.from,
        onChange: (next) => setEnds((now) => ({ ...now, from: next })),
        "aria-label": t`From`,
        placeholder: t`From`,
      })}
      {field({
        value: ends.to,
        onChange: (next) => setEnds((now) => ({ ...now, to: next })),
        "aria-label": t`To`,
        placeholder: t`To`,
      })}
    </div>
  );
}

function Closes({ value, onChange }: { value?: string; onChange: (value: string | undefined) => void }) {
  const label = useLabel();
  const days = daysOf(value) ?? {};
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-1.5">
        {[...PERIODS, "NONE"].map((period) => (
          <Pill key={period} on={value === period} onClick={() => onChange(value === period ? undefined : period)}>
            {label(PERIOD, period)}
          </Pill>
        ))}
      </div>
      <Range
        from={days.from}
        to={days.to}
        onChange={(from, to) => onChange(from || to ? `${from ?? ""}..${to ?? ""}` : undefined)}
        field={({ onChange: change, ...rest }) => (
          <DateInput {...rest} onChange={(event) => change(event.target.value)} />
        )}
      />
    </div>
  );
}
