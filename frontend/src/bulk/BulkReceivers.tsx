import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { Members } from "../assignment/Members";
import type { Member } from "../assignment/rules";
import { Field } from "../ui/Field";
import { Textarea } from "../ui/Input";
import { Segmented } from "../ui/Toggle";

type Props = {
  /** Who gets them and how much of them; null while nobody is named. */
  onChange: (given: object | null) => void;
};

/** Among whom the chosen leads are shared out: equally, or by weight. */
export function BulkReceivers({ onChange }: Props) {
  const { t } = useLingui();
  const [members, setMembers] = useState<readonly Member[]>([]);
  const [how, setHow] = useState<"equal" | "weights">("equal");
  const [reason, setReason] = useState("");
  useEffect(() => {
    const receiverIds = members.map((one) => one.userId);
    const weights = how === "weights" ? members.map((one) => one.weight) : null;
    onChange(members.length > 0 ? { receiverIds, weights, reason: reason || null } : null);
  }, [members, how, reason, onChange]);
  return (
    <div className="flex flex-col gap-4">
      <Segmented
        label={t`How they are shared out`}
        value={how}
        options={[
          { value: "equal", label: t`Equally` },
          { value: "weights", label: t`By weight` },
        ]}
        onChange={setHow}
      />
      <Members members={members} withWeights={how === "weights"} onChange={setMembers} />
      <Field label={t`Reason`}>
        <Textarea value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </div>
  );
}
