import { useLingui } from "@lingui/react/macro";
import { XIcon } from "lucide-react";
import { useCallback, useState } from "react";
import { findUsers } from "../identity/findUsers";
import { useCan } from "../session/viewer";
import { client } from "../sync/client";
import { Checkbox } from "../ui/Checkbox";
import type { Choice } from "../ui/Combobox";
import { Field } from "../ui/Field";
import { Pick } from "../ui/Pick";
import { TeamsDocument } from "./views.gen";

type Shares = {
  nodes: readonly { user: { id: string; name: string } | null; team: { id: string; name: string } | null }[];
};
type Shared = { sharedWithAll: boolean | null; shares: Shares };

/** Who may open something besides its owner, as a form keeps it. */
export function useSharing(of?: Shared) {
  const publish = useCan("view.publish");
  const [everyone, setEveryone] = useState(of?.sharedWithAll ?? false);
  const [receivers, setReceivers] = useState<readonly Choice[]>(() => receiversOf(of?.shares));
  const having = (prefix: string) => receivers.filter((one) => one.value.startsWith(prefix)).map((one) => one.value);
  return {
    publish,
    everyone,
    setEveryone,
    receivers,
    setReceivers,
    /** The part of an input that says it. */
    input: () => ({
      ...(publish ? { sharedWithAll: everyone } : {}),
      userIds: having("user_"),
      teamIds: having("team_"),
    }),
  };
}

/** Shares with colleagues, teams, or everyone in the house. */
export function SharingFields({ sharing }: { sharing: ReturnType<typeof useSharing> }) {
  const { t } = useLingui();
  const find = useFindReceivers();
  const { receivers, setReceivers } = sharing;
  return (
    <>
      <Field
        label={t`Share with colleagues or teams`}
        hint={t`They open the same view and see only the records they may see.`}
      >
        <Pick
          value={null}
          find={find}
          placeholder={t`Name of a person or team`}
          onChange={(one) =>
            one && setReceivers((now) => (now.some((old) => old.value === one.value) ? now : [...now, one]))
          }
        />
      </Field>
      <Receivers
        label={t`Shared with`}
        receivers={receivers}
        onRemove={(one) => setReceivers((now) => now.filter((other) => other !== one))}
      />
      {sharing.publish && (
        <Checkbox checked={sharing.everyone} onChange={sharing.setEveryone}>
          {t`Everyone in the company`}
        </Checkbox>
      )}
    </>
  );
}

type ReceiversProps = { label: string; receivers: readonly Choice[]; onRemove: (one: Choice) => void };

/** Those who were chosen, each with the way to take them out again. */
export function Receivers({ label, receivers, onRemove }: ReceiversProps) {
  if (receivers.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-1.5" aria-label={label}>
      {receivers.map((one) => (
        <Receiver key={one.value} name={one.label} onRemove={() => onRemove(one)} />
      ))}
    </ul>
  );
}

function Receiver({ name, onRemove }: { name: string; onRemove: () => void }) {
  const { t } = useLingui();
  return (
    <li className="flex items-center gap-0.5 rounded-lg bg-hover pl-2 text-sm">
      {name}
      <button
        type="button"
        aria-label={t`Remove ${name}`}
        onClick={onRemove}
        className="grid size-7 place-items-center rounded-lg text-ink-3 hover:text-ink coarse:size-11"
      >
        <XIcon className="size-3.5" />
      </button>
    </li>
  );
}

function receiversOf(shares?: Shares): Choice[] {
  return (shares?.nodes ?? []).flatMap(({ user, team }) => {
    const one = user ?? team;
    return one ? [{ value: one.id, label: one.name }] : [];
  });
}

/** Finds colleagues and teams by name. */
export function useFindReceivers() {
  const { t } = useLingui();
  const note = t`Team`;
  return useCallback(
    async (text: string): Promise<Choice[]> => {
      const [people, { data }] = await Promise.all([findUsers(text), client.query(TeamsDocument, {}).toPromise()]);
      const teams = (data?.teams.nodes ?? [])
        .filter((one) => one.name.toLowerCase().includes(text.toLowerCase()))
        .map((one) => ({ value: one.id, label: one.name, note }));
      return [...teams, ...people];
    },
    [note],
  );
}
