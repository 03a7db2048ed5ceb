import { Trans, useLingui } from "@lingui/react/macro";
import { ArrowDownIcon, ArrowUpIcon, PlusIcon, Trash2Icon, Undo2Icon } from "lucide-react";
import { useRef } from "react";
import { Badge } from "../ui/Badge";
import { Button, IconButton } from "../ui/Button";
import { Input } from "../ui/Input";

export type Choice = { key: string; value?: string; zh: string; en: string; isRetired: boolean };

let made = 0;
export const newChoice = (): Choice => {
  made += 1;
  return { key: `new${made}`, zh: "", en: "", isRetired: false };
};

export const choicesOf = (options: unknown): Choice[] =>
  (Array.isArray(options) ? (options as Omit<Choice, "key">[]) : []).map((one) => ({ ...one, key: one.value ?? "" }));

/** What is sent of a choice; one without a value gets it from the server. */
export const choiceInput = ({ value, zh, en, isRetired }: Choice) => ({ value, zh, en, isRetired });

type Props = { value: readonly Choice[]; error?: string; onChange: (value: Choice[]) => void };

/** The choices of a field in their order. One that was saved is not removed but no longer offered: records may have it. */
export function OptionsEditor({ value, error, onChange }: Props) {
  const { t } = useLingui();
  const list = useRef<HTMLOListElement>(null);
  const change = (key: string, part: Partial<Choice>) =>
    onChange(value.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const move = (index: number, to: number) => {
    const next = [...value];
    const [taken] = next.splice(index, 1);
    if (taken) next.splice(to, 0, taken);
    onChange(next);
  };
  const add = () => {
    onChange([...value, newChoice()]);
    queueMicrotask(() =>
      requestAnimationFrame(() => list.current?.querySelector<HTMLInputElement>("li:last-child input")?.focus()),
    );
  };
  return (
    <fieldset className="sm:col-span-2">
      <legend className="mb-1 font-medium text-ink-2 text-xs">{t`Choices`}</legend>
      <ol ref={list} className="flex flex-col gap-2">
        {value.map((one, index) => {
          const name = one.zh || one.en || String(index + 1);
          return (
            <li key={one.key} className="flex items-center gap-1.5">
              <Input
                aria-label={t`Choice ${index + 1} in Chinese`}
                placeholder={t`Chinese name`}
                className="min-w-0 flex-1"
                maxLength={60}
                disabled={one.isRetired}
                value={one.zh}
                onChange={(event) => change(one.key, { zh: event.target.value })}
              />
              <Input
                aria-label={t`Choice ${index + 1} in English`}
                placeholder={t`English name`}
                className="min-w-0 flex-1"
                maxLength={60}
                disabled={one.isRetired}
                value={one.en}
                onChange={(event) => change(one.key, { en: event.target.value })}
              />
              {one.isRetired ? (
                <>
                  <Badge>{t`Not offered`}</Badge>
                  <IconButton
                    label={t`Offer ${name} again`}
                    icon={<Undo2Icon />}
                    onClick={() => change(one.key, { isRetired: false })}
                  />
                </>
              ) : (
                <>
                  <IconButton
                    label={t`Move ${name} up`}
                    icon={<ArrowUpIcon />}
                    disabled={index === 0}
                    onClick={() => move(index, index - 1)}
                  />
                  <IconButton
                    label={t`Move ${name} down`}
                    icon={<ArrowDownIcon />}
                    disabled={index === value.length - 1}
                    onClick={() => move(index, index + 1)}
                  />
                  <IconButton
                    label={t`Remove ${name}`}
                    icon={<Trash2Icon />}
                    onClick={() =>
                      one.value
                        ? change(one.key, { isRetired: true })
                        : onChange(value.filter((other) => other.key !== one.key))
                    }
                  />
                </>
              )}
            </li>
          );
        })}
      </ol>
      {error && <p className="mt-1 text-danger text-xs">{error}</p>}
      <Button size="sm" look="ghost" icon={<PlusIcon />} className="mt-1.5" onClick={add}>
        <Trans>Add a choice</Trans>
      </Button>
    </fieldset>
  );
}
