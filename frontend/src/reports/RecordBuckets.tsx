import { useLingui } from "@lingui/react/macro";
import { PlusIcon, XIcon } from "lucide-react";
import { useState } from "react";
import type { Field } from "../lists/shape";
import { useTitles } from "../lists/useTitles";
import { Records } from "../lists/ValueInput";
import { Button, IconButton } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Input } from "../ui/Input";
import type { Bucket } from "./definition";

type Props = {
  field: Field;
  label: string;
  buckets: readonly Bucket[];
  onDone: (buckets: Bucket[]) => void;
  onClose: () => void;
};
const MOST = 20;

/** Puts records together that count as one: people of a group, accounts of a family. */
export function RecordBuckets({ field, label, buckets, onDone, onClose }: Props) {
  const { t } = useLingui();
  const [groups, setGroups] = useState<readonly Bucket[]>(buckets.length > 0 ? buckets : [{ label: "", values: [] }]);
  const titles = useTitles({ buckets });
  const set = (at: number, part: Partial<Bucket>) =>
    setGroups(groups.map((one, n) => (n === at ? { ...one, ...part } : one)));
  const whole = groups.filter((one) => one.label.trim() && one.values.length > 0);
  return (
    <Dialog
      open
      width="sm"
      title={t`Put together: ${label}`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button
            look="primary"
            disabled={whole.length < groups.length}
            onClick={() => {
              onDone(whole.map((one) => ({ ...one, label: one.label.trim() })));
              onClose();
            }}
          >{t`Apply`}</Button>
        </>
      }
    >
      <p className="mb-3 text-ink-2 text-sm">{t`What stands in no group is “the rest”.`}</p>
      <ul className="flex flex-col gap-3">
        {groups.map((group, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: groups have no other identity, and are edited in place
          <li key={n} className="flex flex-col gap-2 rounded-xl border border-line bg-canvas p-3">
            <div className="flex items-center gap-2">
              <Input
                aria-label={t`Name of the group`}
                placeholder={t`Name of the group`}
                value={group.label}
                maxLength={60}
                onChange={(event) => set(n, { label: event.target.value })}
              />
              <IconButton
                label={t`Remove this group`}
                icon={<XIcon />}
                onClick={() => setGroups(groups.filter((_, at) => at !== n))}
              />
            </div>
            <Records
              field={field}
              label={label}
              ids={group.values}
              titles={titles}
              onChange={(values) => set(n, { values })}
            />
          </li>
        ))}
      </ul>
      <Button
        look="ghost"
        className="mt-3"
        icon={<PlusIcon />}
        disabled={groups.length >= MOST}
        onClick={() => setGroups([...groups, { label: "", values: [] }])}
      >
        {t`Add a group`}
      </Button>
    </Dialog>
  );
}
