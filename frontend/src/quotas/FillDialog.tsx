import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useClient } from "urql";
import { monthPlus } from "../session/months";
import { problemOf } from "../sync/problems";
import { Button } from "../ui/Button";
import { Checkbox } from "../ui/Checkbox";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Input } from "../ui/Input";
import { notify } from "../ui/notify";
import { Select } from "../ui/Select";
import { type Cells, grown, type Line } from "./cells";
import { type QuotaMetric, QuotaPlanDocument } from "./quotas.gen";

type Source = "targets-year" | "targets-before" | "reached-year";
type Props = {
  metric: QuotaMetric;
  from: string;
  months: number;
  lines: readonly Line[];
  cells: Cells;
  onFill: (cells: Cells, filled: number) => void;
  onClose: () => void;
};

/** Fills the sheet from targets or results of an earlier time, grown by a percentage; nothing is saved yet. */
export function FillDialog({ metric, from, months, lines, cells, onFill, onClose }: Props) {
  const { t } = useLingui();
  const client = useClient();
  const [source, setSource] = useState<Source>("targets-year");
  const [growth, setGrowth] = useState("0");
  const [onlyEmpty, setOnlyEmpty] = useState(true);
  const [busy, setBusy] = useState(false);
  const percent = Number(growth.replace("%", ""));
  const wrong = growth.trim() === "" || !Number.isFinite(percent) || percent < -100 || percent > 1000;

  const fill = async () => {
    setBusy(true);
    const start = monthPlus(from, source === "targets-before" ? -months : -12);
    const { data, error } = await client.query(QuotaPlanDocument, { metric, from: start, months }).toPromise();
    setBusy(false);
    if (!data) {
      if (error) notify({ title: problemOf(error).title, tone: "bad" });
      return;
    }
    const before = new Map(data.quotaPlan.lines.map((one) => [`${one.kind} ${one.placeId}`, one]));
    let filled = 0;
    const made = lines.map((line, n) => {
      const row = cells[n] ?? [];
      const known = before.get(`${line.kind} ${line.placeId}`);
      if (!line.mayPlan || !known) return row;
      const given = source === "reached-year" ? known.actuals : known.targets;
      const values = given.map((one) =>
        one === null || (source === "reached-year" && Number(one) === 0) ? null : Number(one),
      );
      const next = grown(values, percent, metric === "NEW_CUSTOMERS");
      return row.map((was, m) => {
        const now = next[m] ?? null;
        if (now === null || (onlyEmpty && was !== null)) return was;
        if (now !== was) filled += 1;
        return now;
      });
    });
    onFill(made, filled);
  };

  return (
    <Dialog
      open
      onClose={onClose}
      width="sm"
      title={t`Fill targets`}
      description={t`The sheet is filled in; nothing is saved until you save it.`}
      footer={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button look="primary" busy={busy} disabled={wrong} onClick={() => void fill()}>{t`Fill in`}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={t`Take from`}>
          <Select
            value={source}
            options={[
              { value: "targets-year", label: t`Targets of the year before` },
              { value: "targets-before", label: t`Targets of the period before` },
              { value: "reached-year", label: t`What was reached the year before` },
            ]}
            onChange={setSource}
          />
        </Field>
        <Field label={t`Growth in %`} error={wrong ? t`A number from −100 to 1,000.` : undefined}>
          <Input inputMode="decimal" value={growth} onChange={(event) => setGrowth(event.target.value)} />
        </Field>
        <Checkbox checked={onlyEmpty} onChange={setOnlyEmpty}>{t`Only empty cells`}</Checkbox>
      </div>
    </Dialog>
  );
}
