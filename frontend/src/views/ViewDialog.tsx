import { useLingui } from "@lingui/react/macro";
import { XIcon } from "lucide-react";
import { useCallback, useState } from "react";
import { findUsers } from "../identity/findUsers";
import { useCan } from "../session/viewer";
import { act, newKey } from "../sync/act";
import { client } from "../sync/client";
import type { UserError } from "../sync/problems";
import { Button } from "../ui/Button";
import { Checkbox } from "../ui/Checkbox";
import type { Choice } from "../ui/Combobox";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Input } from "../ui/Input";
import { notify } from "../ui/notify";
import { Pick } from "../ui/Pick";
import { tidy, type ViewDefinition } from "./definition";
import type { SavedView, ViewObject } from "./ViewSwitcher";
import { CreateSavedViewDocument, TeamsDocument, UpdateSavedViewDocument } from "./views.gen";

type Props = {
  object: ViewObject;
  current: ViewDefinition;
  /** The view to rename and share; a new one is made without it. */
  view?: SavedView;
  onClose: () => void;
  onMade: (id: string) => void;
};

/** Names a view and says who may open it. */
export function ViewDialog({ object, current, view, onClose, onMade }: Props) {
  const { t } = useLingui();
  const publish = useCan("view.publish");
  const [name, setName] = useState(view?.name ?? "");
  const [everyone, setEveryone] = useState(view?.sharedWithAll ?? false);
  const [receivers, setReceivers] = useState<Choice[]>(() => receiversOf(view));
  const [key] = useState(newKey);
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<readonly UserError[]>([]);
  const find = useFindReceivers();
  const nameError = errors.find((one) => one.field.includes("name"))?.message;

  const send = async () => {
    setBusy(true);
    const shared = {
      name,
      ...(publish ? { sharedWithAll: everyone } : {}),
      userIds: receivers.filter((one) => one.value.startsWith("user_")).map((one) => one.value),
      teamIds: receivers.filter((one) => one.value.startsWith("team_")).map((one) => one.value),
    };
    const outcome = view
      ? await act(UpdateSavedViewDocument, { input: { id: view.id, version: view.version, ...shared } })
      : await act(CreateSavedViewDocument, {
          input: { object, definition: tidy(current), idempotencyKey: key, ...shared },
        });
    setBusy(false);
    if (!outcome.ok) return setErrors(outcome.errors);
    notify({ title: t`“${name}” was saved` });
    if (!view && outcome.payload.savedView) onMade(outcome.payload.savedView.id);
    onClose();
  };

  return (
    <Dialog
      open
      width="sm"
      onClose={onClose}
      title={view ? t`Rename and share` : t`Save as a new view`}
      footer={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button look="primary" busy={busy} disabled={!name.trim()} onClick={send}>
            {t`Save`}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) void send();
        }}
      >
        <Field label={t`Name`} required error={nameError}>
          <Input value={name} maxLength={80} autoComplete="off" onChange={(event) => setName(event.target.value)} />
        </Field>
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
        {receivers.length > 0 && (
          <ul className="flex flex-wrap gap-1.5" aria-label={t`Shared with`}>
            {receivers.map((one) => (
              <Receiver
                key={one.value}
                name={one.label}
                onRemove={() => setReceivers((now) => now.filter((other) => other !== one))}
              />
            ))}
          </ul>
        )}
        {publish && (
          <Checkbox checked={everyone} onChange={setEveryone}>
            {t`Everyone in the company`}
          </Checkbox>
        )}
        {errors.length > 0 && !nameError && (
          <p role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-danger text-sm">
            {errors.map((one) => one.message).join(" ")}
          </p>
        )}
      </form>
    </Dialog>
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

function receiversOf(view?: SavedView): Choice[] {
  return (view?.shares.nodes ?? []).flatMap(({ user, team }) => {
    const one = user ?? team;
    return one ? [{ value: one.id, label: one.name }] : [];
  });
}

function useFindReceivers() {
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
