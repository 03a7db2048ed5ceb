import { Trans, useLingui } from "@lingui/react/macro";
import { KeyRoundIcon } from "lucide-react";
import { useState } from "react";
import { useQuery } from "urql";
import { findUsers } from "../identity/findUsers";
import { act, actOrTell } from "../sync/act";
import { problemOf } from "../sync/problems";
import { Button } from "../ui/Button";
import { Checkbox } from "../ui/Checkbox";
import type { Choice } from "../ui/Combobox";
import { Dialog } from "../ui/Dialog";
import { ErrorState } from "../ui/ErrorState";
import { Field } from "../ui/Field";
import { notify } from "../ui/notify";
import { Pick } from "../ui/Pick";
import { Select } from "../ui/Select";
import { SkeletonRows } from "../ui/Skeleton";
import { AccessDocument, FollowRecordDocument, ShareRecordDocument, UnfollowRecordDocument } from "./access.gen";

type Props = { id: string; name: string; canShare: boolean; onClose: () => void };

/** Why one sees this record, whether one follows it, and giving a colleague the same. */
export function AccessDialog({ id, name, canShare, onClose }: Props) {
  const { t } = useLingui();
  const [{ data, error }, again] = useQuery({
    query: AccessDocument,
    variables: { id },
    requestPolicy: "network-only",
  });
  const [person, setPerson] = useState<Choice | null>(null);
  const [right, setRight] = useState<"READ" | "EDIT">("READ");
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const reasons = data?.explainAccess ?? [];

  async function share() {
    if (!person) return;
    setBusy(true);
    const outcome = await act(ShareRecordDocument, { input: { recordId: id, withId: person.value, right } });
    setBusy(false);
    if (!outcome.ok) return setProblem(outcome.errors.map((one) => one.message).join(" "));
    const who = person.label;
    notify({ title: t`Shared with ${who}` });
    setProblem("");
    setPerson(null);
    again({ requestPolicy: "network-only" });
  }

  return (
    <Dialog open width="sm" title={t`Access and following`} description={name} onClose={onClose}>
      {error && !data ? (
        <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />
      ) : !data ? (
        <SkeletonRows rows={3} />
      ) : (
        <div className="flex flex-col gap-4">
          <section>
            <h3 className="mb-1.5 font-medium text-ink-2 text-xs">{t`Why you can see this`}</h3>
            <ul className="flex flex-col gap-1.5">
              {reasons.map((reason) => (
                <li key={reason.role + reason.scope + reason.text} className="flex items-start gap-2 text-sm">
                  <KeyRoundIcon className="mt-0.5 size-4 shrink-0 text-ink-3" />
                  {reason.text}
                </li>
              ))}
            </ul>
          </section>
          <Checkbox
            checked={data.isFollowing}
            onChange={async (follow) => {
              if (follow) await actOrTell(FollowRecordDocument, { input: { recordId: id } });
              else await actOrTell(UnfollowRecordDocument, { input: { recordId: id } });
              again({ requestPolicy: "network-only" });
            }}
          >
            <Trans>Notify me of changes</Trans>
          </Checkbox>
          {canShare && (
            <section className="flex flex-col gap-3 border-line border-t pt-4">
              <Field label={t`Share with`} error={problem}>
                <Pick value={person} onChange={setPerson} find={findUsers} />
              </Field>
              <div className="flex gap-2">
                <div className="flex-1">
                  <Select
                    label={t`Right`}
                    value={right}
                    options={[
                      { value: "READ", label: t`may read` },
                      { value: "EDIT", label: t`may edit` },
                    ]}
                    onChange={setRight}
                  />
                </div>
                <Button look="primary" busy={busy} disabled={!person} onClick={share}>
                  <Trans>Share</Trans>
                </Button>
              </div>
            </section>
          )}
        </div>
      )}
    </Dialog>
  );
}
