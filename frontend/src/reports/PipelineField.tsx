import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { Field } from "../ui/Field";
import { Select } from "../ui/Select";

type Stage = { pipeline: { id: string; name: string } | null };
type Props = { stages: readonly Stage[]; value?: string; onChange: (pipeline: string | undefined) => void };

/** The choice of one pipeline among those of the stages, or of all; nothing where there is one only. */
export function PipelineField({ stages, value, onChange }: Props) {
  const { t } = useLingui();
  const pipelines = useMemo(
    () => [...new Map(stages.flatMap((one) => (one.pipeline ? [[one.pipeline.id, one.pipeline]] : []))).values()],
    [stages],
  );
  if (pipelines.length < 2) return null;
  return (
    <Field label={t`Pipeline`}>
      <Select
        value={value ?? ""}
        options={[
          { value: "", label: t`All pipelines` },
          ...pipelines.map((one) => ({ value: one.id, label: one.name })),
        ]}
        onChange={(id) => onChange(id || undefined)}
      />
    </Field>
  );
}
