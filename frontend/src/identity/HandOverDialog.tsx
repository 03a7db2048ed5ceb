import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useQuery } from "urql";
import { number } from "../session/formats";
import { act } from "../sync/act";
import { Button } from "../ui/Button";
import type { Choice } from "../ui/Combobox";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Pick } from "../ui/Pick";
import { Skeleton } from "../ui/Skeleton";
import { notify } from "../ui/notify";
import { findUsers } from "./findUsers";
import { DeactivateUserDocument, HandOverDocument, HandOverPreviewDocument, type UserRowFragment } from "./people.gen";

/** Moves what a colleague owns to somebody else, with the counts before; and closes their login when they leave. */
export function HandOverDialog({ user, deactivate, onClose }: { user: UserRowFragment; deactivate?: boolean; onClose: () => void }) {
  const { t } = useLingui();
  const [{ data }] = useQuery({ query: HandOverPreviewDocument, variables: { userId: user.id }, requestPolicy: "network-only" });
  const [heir, setHeir] = useState<Choice | null>(null);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const preview = data?.handOverPreview;
  const total = preview ? preview.deals + preview.accounts + preview.contacts + preview.tasks : 0;
  const { name } = user;

  async function run(keep: boolean) {
    setBusy(true);
    setProblems([]);
    let errors: readonly { message: string }[] = [];
    let ok = true;
    if (!keep && heir) {
      const outcome = await act(HandOverDocument, { input: { fromUserId: user.id, toUserId: heir.value } as never });
      ok = outcome.ok;
      if (!outcome.ok) errors = outcome.errors;
    }
    if (ok && deactivate) {
      const outcome = await act(DeactivateUserDocument, { input: { id: user.id } });
      ok = outcome.ok;
      if (!outcome.ok) errors = outcome.errors;
    }
    setBusy(false);
    if (!ok) return setProblems(errors.map((error) => error.message));
    notify({ title: deactivate ? t`${name} can no longer sign in` : t`The records were handed over` });
    onClose();
  }

  const rows: [string, number | undefined][] = [
    [t`Deals`, preview?.deals],
    [t`Accounts`, preview?.accounts],
    [t`Contacts`, preview?.contacts],
    [t`Open tasks`, preview?.tasks],
  ];
  return (
    <Dialog
      open
      width="sm"
      title={deactivate ? t`Deactivate ${name}` : t`Hand over the records of ${name}`}
      description={deactivate ? t`Sessions and tokens end at once. Records stay and can be handed over now or later.` : undefined}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          {deactivate && (
            <Button look="secondary" busy={busy} disabled={!!heir} onClick={() => run(true)}>
              <Trans>Only deactivate</Trans>
            </Button>
          )}
          <Button look={deactivate ? "danger" : "primary"} busy={busy} disabled={!heir} onClick={() => run(false)}>
            {deactivate ? <Trans>Hand over and deactivate</Trans> : <Trans>Hand over</Trans>}
          </Button>
        </>
      }
    >
      <dl className="grid grid-cols-2 gap-2 sm:grid-cols-4">
        {rows.map(([label, count]) => (
          <div key={label} className="rounded-lg bg-hover px-3 py-2">
            <dt className="text-ink-3 text-xs">{label}</dt>
            <dd className="tnum font-semibold text-lg">{count === undefined ? <Skeleton className="mt-1 h-5 w-8" /> : number(count)}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-4">
        <Field label={t`Hand over to`} hint={preview && total === 0 ? t`There is nothing to hand over.` : undefined}>
          <Pick value={heir} onChange={setHeir} find={findUsers} />
        </Field>
      </div>
      {problems.length > 0 && (
        <p role="alert" className="mt-3 text-danger text-sm">
          {problems.join(" ")}
        </p>
      )}
    </Dialog>
  );
}
