import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { actOrTell } from "../sync/act";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import type { SavedView } from "./ViewSwitcher";
import { DeleteSavedViewDocument } from "./views.gen";

/** Asks before a view goes: others may be using it. */
export function DeleteView({ view, onClose, onDone }: { view: SavedView; onClose: () => void; onDone: () => void }) {
  const { t } = useLingui();
  const [busy, setBusy] = useState(false);
  const { name } = view;
  const remove = async () => {
    setBusy(true);
    const outcome = await actOrTell(DeleteSavedViewDocument, { input: { id: view.id, version: view.version } });
    setBusy(false);
    if (!outcome.ok) return;
    onClose();
    onDone();
  };
  return (
    <Dialog
      open
      width="sm"
      onClose={onClose}
      title={t`Delete “${name}”?`}
      footer={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button look="danger" busy={busy} onClick={remove}>
            {t`Delete`}
          </Button>
        </>
      }
    >
      <p className="text-sm">
        {view.isShared
          ? t`It is shared: it goes for everybody who uses it. The records stay.`
          : t`The records stay; only the view goes.`}
      </p>
    </Dialog>
  );
}
