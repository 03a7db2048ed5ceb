import { i18n } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { number } from "../session/formats";
import { actOrTell } from "../sync/act";
import { client } from "../sync/client";
import { notify } from "../ui/notify";
import { BulkRunDocument, type BulkStateFragment, UndoBulkDocument } from "./bulk.gen";
import { isWorking } from "./useBulkRun";

const ASK_AGAIN = 500;

/** Tells what an action on many records did, with the way back; `onChanged` when that has been gone. */
export function offerUndo(run: BulkStateFragment, onChanged: () => void) {
  const changed = number(run.changed);
  notify({
    title: i18n._(msg`${changed} changed`),
    detail: i18n._(msg`Later the way back is in the list's menu, under bulk actions.`),
    undo: { label: i18n._(msg`Undo`), run: () => void takeBack(run.id, onChanged) },
  });
}

async function takeBack(id: string, onChanged: () => void) {
  const outcome = await actOrTell(UndoBulkDocument, { input: { id } });
  let run: BulkStateFragment | null = outcome.ok ? outcome.payload.bulkRun : null;
  while (run && isWorking(run)) {
    await new Promise((done) => setTimeout(done, ASK_AGAIN));
    const answer = await client.query(BulkRunDocument, { id }, { requestPolicy: "network-only" }).toPromise();
    // Without an answer (the network is away) it is asked again: the job goes on by itself.
    run = answer.data ? answer.data.bulkRun : run;
  }
  if (!run) return;
  const undone = number(run.undone);
  const kept = number(run.kept);
  notify({
    title: i18n._(msg`${undone} taken back`),
    detail: run.kept > 0 ? i18n._(msg`${kept} were changed since and stay as they are.`) : undefined,
    tone: run.status === "UNDONE" ? "good" : "bad",
  });
  onChanged();
}
