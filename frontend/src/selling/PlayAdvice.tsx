import { useLingui } from "@lingui/react/macro";
import { CircleCheckIcon, PlayIcon, UndoIcon } from "lucide-react";
import { useState } from "react";
import { LEAD_STATE } from "../leads/labels";
import type { LeadFactsFragment } from "../leads/leads.gen";
import { actOrTell } from "../sync/act";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { notify } from "../ui/notify";
import { Progress } from "../ui/Progress";
import { useLabel } from "../ui/useLabel";
import { type PlayAdviceFragment, StartPlayDocument, UndoPlayDocument } from "./selling.gen";
import { tasksOf, useTaskTitle } from "./tasks";
import { Why } from "./Why";

type Props = { lead: LeadFactsFragment; plays: readonly PlayAdviceFragment[]; may: boolean };

/** The plays that are under way, and the one to start next: one tap makes its tasks, another takes them back. */
export function PlayAdvice({ lead, plays, may }: Props) {
  const { t } = useLingui();
  const label = useLabel();
  const titleOf = useTaskTitle();
  const [busy, setBusy] = useState(false);
  const state = lead.leadState ?? lead.suggestedState;
  const started = plays.filter((one) => one.startedAt);
  const next = plays.find((one) => !one.startedAt);

  const undo = async (play: PlayAdviceFragment) => {
    const outcome = await actOrTell(UndoPlayDocument, { input: { id: lead.id, playId: play.id } });
    if (outcome.ok) notify({ title: t`The tasks were taken back` });
  };
  const start = async (play: PlayAdviceFragment) => {
    setBusy(true);
    const outcome = await actOrTell(StartPlayDocument, { input: { id: lead.id, playId: play.id } });
    setBusy(false);
    const count = tasksOf(play.tasks).length;
    if (outcome.ok)
      notify({
        title: t`“${play.name}” was started: ${count} tasks`,
        undo: { label: t`Undo`, run: () => void undo(play) },
      });
  };

  return (
    <div className="flex flex-col gap-2">
      {started.map((play) => {
        const { done, made } = play;
        return (
          <div key={play.id} className="rounded-lg border border-line p-3">
            <p className="flex items-center gap-2 text-sm">
              <CircleCheckIcon className="size-4 shrink-0 text-good" />
              <span className="min-w-0 flex-1 truncate font-medium">{play.name}</span>
              <span className="tnum text-ink-3 text-xs">{t`${done} of ${made} done`}</span>
              {may && done === 0 && (
                <Button size="sm" look="ghost" icon={<UndoIcon />} onClick={() => void undo(play)}>
                  {t`Undo`}
                </Button>
              )}
            </p>
            <div className="mt-2">
              <Progress value={done} max={made} label={t`Tasks of ${play.name} that are done`} />
            </div>
          </div>
        );
      })}
      {next && (
        <div className="rounded-lg bg-accent-soft p-3">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
            <span className="font-semibold">{next.name}</span>
            {state && <Badge>{label(LEAD_STATE, state)}</Badge>}
          </p>
          {next.strategy && <p className="mt-1 text-ink-2 text-sm">{next.strategy}</p>}
          <ol className="mt-2 flex flex-col gap-1 text-sm">
            {tasksOf(next.tasks).map((task, index) => {
              const days = task.dueInDays;
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: tasks to come have no identity of their own
                <li key={index} className="flex gap-2">
                  <span className="min-w-0 flex-1">{titleOf(task)}</span>
                  <span className="tnum shrink-0 text-ink-3 text-xs">{t`day ${days}`}</span>
                </li>
              );
            })}
          </ol>
          {(next.why.points > 0 || started.length > 0) && <Why why={next.why} />}
          {may && (
            <Button
              look="primary"
              icon={<PlayIcon />}
              busy={busy}
              className="mt-3 w-full sm:w-auto"
              onClick={() => void start(next)}
            >
              {t`Start this play`}
            </Button>
          )}
        </div>
      )}
      {plays.length === 0 && may && (
        <p className="text-ink-2 text-sm">
          {state
            ? t`There is no play for this kind of lead.`
            : t`Say under “Awareness” where they are or what kind of lead this is: then the play for it stands here.`}
        </p>
      )}
    </div>
  );
}
