import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { act, newKey } from "../sync/act";
import type { UserError } from "../sync/problems";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Input } from "../ui/Input";
import { notify } from "../ui/notify";
import { tidy, type ViewDefinition } from "./definition";
import { SharingFields, useSharing } from "./SharingFields";
import type { SavedView, ViewObject } from "./ViewSwitcher";
import { CreateSavedViewDocument, UpdateSavedViewDocument } from "./views.gen";

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
  const [name, setName] = useState(view?.name ?? "");
  const sharing = useSharing(view);
  const [key] = useState(newKey);
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<readonly UserError[]>([]);
  const nameError = errors.find((one) => one.field.includes("name"))?.message;

  const send = async () => {
    setBusy(true);
    const shared = { name, ...sharing.input() };
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
        <SharingFields sharing={sharing} />
        {errors.length > 0 && !nameError && (
          <p role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-danger text-sm">
            {errors.map((one) => one.message).join(" ")}
          </p>
        )}
      </form>
    </Dialog>
  );
}
