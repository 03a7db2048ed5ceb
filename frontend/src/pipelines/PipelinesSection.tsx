import { Trans, useLingui } from "@lingui/react/macro";
import { PencilIcon, PlusIcon, WorkflowIcon } from "lucide-react";
import { useMemo, useState } from "react";
import { useQuery } from "urql";
import { useCan } from "../session/viewer";
import { act, actOrTell, newKey } from "../sync/act";
import { problemOf } from "../sync/problems";
import { Badge } from "../ui/Badge";
import { Button, IconButton } from "../ui/Button";
import { Checkbox } from "../ui/Checkbox";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import type { FieldSpec } from "../ui/formFields";
import { Menu, type MenuEntry } from "../ui/Menu";
import { notify } from "../ui/notify";
import { Section } from "../ui/Page";
import { RecordForm } from "../ui/RecordForm";
import { SkeletonRows } from "../ui/Skeleton";
import {
  CreatePipelineDocument,
  InstallPipelineDocument,
  PipelineSettingsDocument,
  type PipelineSettingsQuery,
  UpdatePipelineDocument,
} from "./pipelines.gen";
import { StageEditor } from "./StageEditor";
import { StageList } from "./StageList";

export type Pipeline = PipelineSettingsQuery["pipelines"]["nodes"][number];
export type Stage = Pipeline["stages"]["nodes"][number];
type Open =
  | { kind: "new" }
  | { kind: "edit"; pipeline: Pipeline }
  | { kind: "stage"; pipeline: Pipeline; stage?: Stage };

/** The pipelines and their stages: order, probability, limits, gates. */
export function PipelinesSection() {
  const { t } = useLingui();
  const canEdit = useCan("pipeline.update");
  const [{ data, error }, again] = useQuery({ query: PipelineSettingsDocument });
  const [open, setOpen] = useState<Open | null>(null);
  const pipelines = data?.pipelines.nodes ?? [];
  const close = () => setOpen(null);

  const install = (template: "P_A" | "P_B" | "P_C", label: string): MenuEntry => ({
    label,
    onSelect: async () => {
      const outcome = await actOrTell(InstallPipelineDocument, { input: { template } });
      if (outcome.ok) notify({ title: t`Pipeline installed` });
    },
  });

  if (error && !data)
    return <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />;
  if (!data) return <SkeletonRows />;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center gap-3">
        <p className="min-w-0 flex-1 text-ink-2 text-sm">{t`Changes hold for deals that enter a stage from now on.`}</p>
        {canEdit && (
          <Menu
            label={t`New pipeline`}
            entries={() => [
              { kind: "title", label: t`From a template` },
              install("P_A", t`A: classic (contact to negotiation)`),
              install("P_B", t`B: solution selling with gates`),
              install("P_C", t`C: the buyer's journey`),
              { kind: "separator" },
              { label: t`Empty pipeline`, icon: <PlusIcon />, onSelect: () => setOpen({ kind: "new" }) },
            ]}
            trigger={
              <Button look="primary" icon={<PlusIcon />}>
                <Trans>New pipeline</Trans>
              </Button>
            }
          />
        )}
      </div>
      {pipelines.length === 0 && <EmptyState icon={<WorkflowIcon />} title={t`There is no pipeline yet`} />}
      {pipelines.map((pipeline) => (
        <Section
          key={pipeline.id}
          title={
            <span className="flex items-center gap-2">
              {pipeline.name} <Badge>{pipeline.code}</Badge>{" "}
              {!pipeline.isActive && <Badge tone="warn">{t`Not in use`}</Badge>}
            </span>
          }
          actions={
            canEdit && (
              <>
                <IconButton label={t`Edit`} icon={<PencilIcon />} onClick={() => setOpen({ kind: "edit", pipeline })} />
                <Button size="sm" icon={<PlusIcon />} onClick={() => setOpen({ kind: "stage", pipeline })}>
                  <Trans>Stage</Trans>
                </Button>
              </>
            )
          }
        >
          <StageList
            pipeline={pipeline}
            canEdit={canEdit}
            onOpen={(stage) => setOpen({ kind: "stage", pipeline, stage })}
          />
          {canEdit && (
            <Checkbox
              checked={pipeline.isActive}
              onChange={(isActive) =>
                actOrTell(UpdatePipelineDocument, { input: { id: pipeline.id, version: pipeline.version, isActive } })
              }
            >
              <Trans>In use</Trans>
            </Checkbox>
          )}
        </Section>
      ))}
      {open?.kind === "new" && <PipelineForm onClose={close} />}
      {open?.kind === "edit" && <PipelineForm pipeline={open.pipeline} onClose={close} />}
      {open?.kind === "stage" && <StageEditor pipeline={open.pipeline} stage={open.stage} onClose={close} />}
    </div>
  );
}

function PipelineForm({ pipeline, onClose }: { pipeline?: Pipeline; onClose: () => void }) {
  const { t } = useLingui();
  const [key] = useState(newKey);
  const fields = useMemo<FieldSpec[]>(
    () => [
      { name: "nameZh", label: t`Chinese name`, kind: "text", required: true, max: 100 },
      { name: "nameEn", label: t`English name`, kind: "text", required: true, max: 100 },
      { name: "code", label: t`Short code`, kind: "text", required: true, max: 20 },
    ],
    [t],
  );
  return (
    <RecordForm
      kind="dialog"
      title={pipeline ? t`Edit pipeline` : t`New pipeline`}
      fields={fields}
      record={pipeline}
      known={!!pipeline}
      onClose={onClose}
      onSend={async (input) => {
        const outcome = pipeline
          ? await act(UpdatePipelineDocument, {
              input: { id: pipeline.id, version: pipeline.version, ...input } as never,
            })
          : await act(CreatePipelineDocument, { input: { ...input, isActive: true, idempotencyKey: key } as never });
        return outcome.ok ? null : outcome.errors;
      }}
    />
  );
}
