import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { act, newKey } from "../sync/act";
import type { UserError } from "../sync/problems";
import { notify } from "../ui/notify";
import { tidy, type ViewDefinition } from "./definition";
import { NamedDialog } from "./NamedDialog";
import { useSharing } from "./SharingFields";
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
    <NamedDialog
      title={view ? t`Rename and share` : t`Save as a new view`}
      name={name}
      onName={setName}
      sharing={sharing}
      busy={busy}
      errors={errors}
      onSend={send}
      onClose={onClose}
    />
  );
}
