import { useLingui } from "@lingui/react/macro";
import { clsx } from "clsx";
import { CheckIcon } from "lucide-react";
import { useState } from "react";
import { actOrTell } from "../sync/act";
import { notify } from "../ui/notify";
import { CompleteTaskDocument, ReopenTaskDocument, type TaskRowFragment } from "./tasks.gen";

/** The circle that completes a task; the notice takes it back. */
export function TaskTick({ task }: { task: TaskRowFragment }) {
  const { t } = useLingui();
  const [busy, setBusy] = useState(false);
  const done = task.status === "DONE";
  const { title } = task;

  async function complete() {
    setBusy(true);
    const outcome = await actOrTell(CompleteTaskDocument, { input: { id: task.id } });
    setBusy(false);
    if (!outcome.ok) return;
    notify({
      title: t`Done: ${title}`,
      undo: {
        label: t`Undo`,
        run: () => void actOrTell(ReopenTaskDocument, { input: { id: task.id } }),
      },
    });
  }

  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={done}
      aria-label={t`Complete: ${title}`}
      disabled={done || task.status === "CANCELLED" || busy}
      onClick={complete}
      className="group grid size-8 shrink-0 place-items-center coarse:size-11"
    >
      <span
        className={clsx(
          "grid size-4.5 place-items-center rounded-full border transition-colors",
          done ? "border-good bg-good text-canvas" : "border-line-strong group-hover:border-good",
        )}
      >
        {done && <CheckIcon className="size-3" strokeWidth={3} />}
      </span>
    </button>
  );
}
