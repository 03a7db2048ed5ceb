import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useQuery } from "urql";
import { number } from "../session/formats";
import { act, actOrTell } from "../sync/act";
import { Button } from "../ui/Button";
import type { Choice } from "../ui/Combobox";
import { Dialog } from "../ui/Dialog";
import { notify } from "../ui/notify";
import { PickMany } from "../ui/PickMany";
import { findUsers } from "./findUsers";
import { HandOverCounts, HandOverParts, ids, type Parts, partsOf } from "./HandOverParts";
import {
  DeactivateUserDocument,
  HandOverDocument,
  HandOverPreviewDocument,
  UndoHandOverDocument,
  type UserRowFragment,
} from "./people.gen";

/** Moves what a colleague owns to somebody else, with the counts before; and closes their login when they leave. */
export function HandOverDialog({
  user,
  deactivate,
  onClose,
}: {
  user: UserRowFragment;
  deactivate?: boolean;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const [{ data }] = useQuery({
    query: HandOverPreviewDocument,
    variables: { userId: user.id },
    requestPolicy: "network-only",
  });
  const [heirs, setHeirs] = useState<readonly Choice[]>([]);
  const [parts, setParts] = useState<Parts>({});
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const preview = data?.handOverPreview;
  const total = preview ? preview.deal + preview.account + preview.contact + preview.lead + preview.task : 0;
  const { name } = user;

  async function run(keep: boolean) {
    setBusy(true);
    setProblems([]);
    let errors: readonly { message: string }[] = [];
    let ok = true;
    let moved: string | null = null;
    let counted = "0";
    if (!keep && heirs.length > 0) {
      const outcome = await act(HandOverDocument, {
        input: { userId: user.id, receiverIds: ids(heirs), parts: partsOf(parts) },
      });
      ok = outcome.ok;
      if (!outcome.ok) errors = outcome.errors;
      else {
        moved = outcome.payload.handOverId;
        const { deal = 0, account = 0, contact = 0, lead = 0, task = 0 } = outcome.payload.counts ?? {};
        counted = number(deal + account + contact + lead + task);
      }
    }
    if (ok && deactivate) {
      const outcome = await act(DeactivateUserDocument, { input: { id: user.id } });
      ok = outcome.ok;
      if (!outcome.ok) errors = outcome.errors;
    }
    setBusy(false);
    if (!ok) return setProblems(errors.map((error) => error.message));
    const handOverId = moved;
    notify({
      title: deactivate ? t`${name} can no longer sign in` : t`${counted} records were handed over`,
      undo: handOverId
        ? {
            label: t`Take the hand-over back`,
            run: () => void actOrTell(UndoHandOverDocument, { input: { handOverId } }),
          }
        : undefined,
    });
    onClose();
  }

  return (
    <Dialog
      open
      title={deactivate ? t`Deactivate ${name}` : t`Hand over the records of ${name}`}
      description={
        deactivate ? t`Sessions and tokens end at once. Records stay and can be handed over now or later.` : undefined
      }
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          {deactivate && (
            <Button look="secondary" busy={busy} disabled={heirs.length > 0} onClick={() => run(true)}>
              <Trans>Only deactivate</Trans>
            </Button>
          )}
          <Button
            look={deactivate ? "danger" : "primary"}
            busy={busy}
            disabled={heirs.length === 0}
            onClick={() => run(false)}
          >
            {deactivate ? <Trans>Hand over and deactivate</Trans> : <Trans>Hand over</Trans>}
          </Button>
        </>
      }
    >
      <HandOverCounts preview={preview} />
      <div className="mt-4 flex flex-col gap-4">
        <PickMany
          label={t`Hand over to`}
          hint={
            preview && total === 0
              ? t`There is nothing to hand over.`
              : t`Several people share the accounts evenly; contacts, deals and tasks go with their account.`
          }
          value={heirs}
          onChange={setHeirs}
          find={findUsers}
        />
        {preview && total > 0 && <HandOverParts preview={preview} parts={parts} onChange={setParts} />}
      </div>
      {problems.length > 0 && (
        <p role="alert" className="mt-3 text-danger text-sm">
          {problems.join(" ")}
        </p>
      )}
    </Dialog>
  );
}
