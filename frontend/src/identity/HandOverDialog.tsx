import { Trans, useLingui } from "@lingui/react/macro";
import { XIcon } from "lucide-react";
import { useState } from "react";
import { useQuery } from "urql";
import { number } from "../session/formats";
import { act, actOrTell } from "../sync/act";
import { Button } from "../ui/Button";
import type { Choice } from "../ui/Combobox";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { notify } from "../ui/notify";
import { Pick } from "../ui/Pick";
import { Skeleton } from "../ui/Skeleton";
import { findUsers } from "./findUsers";
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
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const preview = data?.handOverPreview;
  const total = preview ? preview.deal + preview.account + preview.contact + preview.task : 0;
  const { name } = user;

  async function run(keep: boolean) {
    setBusy(true);
    setProblems([]);
    let errors: readonly { message: string }[] = [];
    let ok = true;
    let moved: string | null = null;
    if (!keep && heirs.length > 0) {
      const outcome = await act(HandOverDocument, {
        input: { userId: user.id, receiverIds: heirs.map((heir) => heir.value) },
      });
      ok = outcome.ok;
      if (!outcome.ok) errors = outcome.errors;
      else moved = outcome.payload.handOverId;
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
      title: deactivate ? t`${name} can no longer sign in` : t`The records were handed over`,
      undo: handOverId
        ? {
            label: t`Take the hand-over back`,
            run: () => void actOrTell(UndoHandOverDocument, { input: { handOverId } }),
          }
        : undefined,
    });
    onClose();
  }

  const rows: [string, number | undefined][] = [
    [t`Deals`, preview?.deal],
    [t`Accounts`, preview?.account],
    [t`Contacts`, preview?.contact],
    [t`Open tasks`, preview?.task],
  ];
  return (
    <Dialog
      open
      width="sm"
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
      <dl className="grid grid-cols-2 gap-2 sm:grid-cols-4">
        {rows.map(([label, count]) => (
          <div key={label} className="rounded-lg bg-hover px-3 py-2">
            <dt className="text-ink-3 text-xs">{label}</dt>
            <dd className="tnum font-semibold text-lg">
              {count === undefined ? <Skeleton className="mt-1 h-5 w-8" /> : number(count)}
            </dd>
          </div>
        ))}
      </dl>
      <div className="mt-4">
        <Field
          label={t`Hand over to`}
          hint={
            preview && total === 0 ? t`There is nothing to hand over.` : t`Several people share the records evenly.`
          }
        >
          <Pick
            value={null}
            onChange={(choice) =>
              choice && setHeirs((now) => [...now.filter((one) => one.value !== choice.value), choice])
            }
            find={findUsers}
          />
        </Field>
        <ul className="mt-2 flex flex-wrap gap-1.5">
          {heirs.map((heir) => (
            <li key={heir.value}>
              <Button
                size="sm"
                onClick={() => setHeirs((now) => now.filter((one) => one !== heir))}
                icon={<XIcon />}
                aria-label={`${t`Remove`}: ${heir.label}`}
              >
                {heir.label}
              </Button>
            </li>
          ))}
        </ul>
      </div>
      {problems.length > 0 && (
        <p role="alert" className="mt-3 text-danger text-sm">
          {problems.join(" ")}
        </p>
      )}
    </Dialog>
  );
}
