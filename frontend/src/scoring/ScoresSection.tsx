import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useQuery } from "urql";
import { useCan } from "../session/viewer";
import { act } from "../sync/act";
import { problemOf } from "../sync/problems";
import { Button } from "../ui/Button";
import { Checkbox } from "../ui/Checkbox";
import { ErrorState } from "../ui/ErrorState";
import { Field } from "../ui/Field";
import { MoneyInput } from "../ui/MoneyInput";
import { notify } from "../ui/notify";
import { Section } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import { Groups } from "./Groups";
import { Intents } from "./Intents";
import { type Draft, draftOf } from "./model";
import { Predictions } from "./Predictions";
import { Preview } from "./Preview";
import { type ScoreModelRowFragment, ScoreModelsDocument, UpdateScoreModelDocument } from "./scoring.gen";

/** By what leads are scored, and what other rules would do before they are saved. */
export function ScoresSection() {
  const [{ data, error }, again] = useQuery({ query: ScoreModelsDocument });
  const model = data?.scoreModels.nodes[0];
  if (error && !data)
    return <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />;
  if (!model) return <SkeletonRows />;
  return (
    <div className="flex flex-col gap-4">
      <Model key={model.version} model={model} />
      <Predictions />
    </div>
  );
}

function Model({ model }: { model: ScoreModelRowFragment }) {
  const { t } = useLingui();
  const canEdit = useCan("score_model.update");
  const [before] = useState(() => draftOf(model));
  const [draft, setDraft] = useState<Draft>(before);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const set = (change: Partial<Draft>) => setDraft((now) => ({ ...now, ...change }));
  const touched = draft !== before;
  const save = async () => {
    setBusy(true);
    const outcome = await act(UpdateScoreModelDocument, {
      input: { id: model.id, version: model.version, ...draft } as never,
    });
    setBusy(false);
    if (outcome.ok) notify({ title: t`The rules were saved`, detail: t`Open leads are scored by them now.` });
    else setRefused(outcome.errors.map((one) => one.message));
  };
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-2 text-sm">
        {t`Fit says whom we want, engagement who wants us. What happened counts less with time. Both together are the grade.`}
      </p>
      <div
        className={
          canEdit ? "grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]" : "flex flex-col gap-4"
        }
      >
        <div className="flex min-w-0 flex-col gap-4">
          <Groups side="fit" title={t`Fit`} groups={draft.fit} canEdit={canEdit} onChange={(fit) => set({ fit })} />
          <Groups
            side="engagement"
            title={t`Engagement`}
            groups={draft.engagement}
            canEdit={canEdit}
            onChange={(engagement) => set({ engagement })}
          />
          <Borders draft={draft} set={set} canEdit={canEdit} />
          <HandOver draft={draft} set={set} canEdit={canEdit} />
          <Intents draft={draft} set={set} canEdit={canEdit} />
        </div>
        {canEdit && <Preview draft={draft} />}
      </div>
      {touched && (
        <div className="sticky bottom-0 z-10 flex flex-wrap items-center justify-end gap-2 rounded-xl border border-line bg-raised p-3 shadow-float">
          {refused.length > 0 && (
            <p role="alert" className="mr-auto min-w-0 basis-full text-danger text-sm sm:basis-auto">
              {refused.join(" ")}
            </p>
          )}
          <Button
            onClick={() => {
              setRefused([]);
              setDraft(before);
            }}
          >
            <Trans>Discard</Trans>
          </Button>
          <Button look="primary" busy={busy} onClick={() => void save()}>
            <Trans>Save the rules</Trans>
          </Button>
        </div>
      )}
    </div>
  );
}

type BordersProps = { draft: Draft; set: (change: Partial<Draft>) => void; canEdit: boolean };

/** Where the grades begin, and how fast what happened fades. */
function Borders({ draft, set, canEdit }: BordersProps) {
  const { t } = useLingui();
  const fields: readonly NumberField[] = [
    { name: "fitA", label: t`A from` },
    { name: "fitB", label: t`B from` },
    { name: "engagement1", label: t`1 from` },
    { name: "engagement2", label: t`2 from` },
    { name: "halfLifeDays", label: t`Half-life`, unit: t`days` },
  ];
  return (
    <Section title={t`Grades and time`}>
      <Numbers fields={fields} draft={draft} set={set} canEdit={canEdit} />
    </Section>
  );
}

/** When a lead goes to sales without anybody handing it over. */
function HandOver({ draft, set, canEdit }: BordersProps) {
  const { t } = useLingui();
  return (
    <Section title={t`Hand-over to sales`}>
      <Checkbox checked={draft.mqlIsActive} disabled={!canEdit} onChange={(mqlIsActive) => set({ mqlIsActive })}>
        {t`Leads go to sales by themselves`}
      </Checkbox>
      <p className="mt-1 mb-3 text-ink-3 text-xs">
        {t`When something happens with a lead that sales has not taken over, and it reaches both borders or asks for us. Sent back, it goes again only after something new.`}
      </p>
      <Numbers
        fields={[
          { name: "mqlFit", label: t`Fit from` },
          { name: "mqlEngagement", label: t`Engagement from` },
        ]}
        draft={draft}
        set={set}
        canEdit={canEdit && draft.mqlIsActive}
      />
    </Section>
  );
}

type NumberField = {
  name: keyof Draft & (`fit${"A" | "B"}` | `engagement${1 | 2}` | `mql${"Fit" | "Engagement"}` | "halfLifeDays");
  label: string;
  unit?: string;
};

function Numbers({ fields, draft, set, canEdit }: BordersProps & { fields: readonly NumberField[] }) {
  return (
    <div className="grid grid-cols-2 items-end gap-3 sm:grid-cols-5">
      {fields.map((one) => (
        <Field key={one.name} label={one.label}>
          <MoneyInput
            decimals={0}
            disabled={!canEdit}
            unit={one.unit}
            value={String(draft[one.name])}
            onChange={(text) => set({ [one.name]: Number(text.replace("-", "")) })}
          />
        </Field>
      ))}
    </div>
  );
}
