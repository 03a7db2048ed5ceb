import { Trans, useLingui } from "@lingui/react/macro";
import { KeyRoundIcon } from "lucide-react";
import { useQuery } from "urql";
import { actOrTell } from "../sync/act";
import { problemOf } from "../sync/problems";
import { Checkbox } from "../ui/Checkbox";
import { Dialog } from "../ui/Dialog";
import { ErrorState } from "../ui/ErrorState";
import { SkeletonRows } from "../ui/Skeleton";
import { AccessDocument, FollowRecordDocument, UnfollowRecordDocument } from "./access.gen";
import { Shares } from "./Shares";

type Props = {
  id: string;
  name: string;
  canShare: boolean;
  /** Only why one sees it: a task is neither followed nor shared. */
  plain?: boolean;
  onClose: () => void;
};

/** Why one sees this record, whether one follows it, and giving a colleague the same. */
export function AccessDialog({ id, name, canShare, plain, onClose }: Props) {
  const { t } = useLingui();
  const [{ data, error }, again] = useQuery({
    query: AccessDocument,
    variables: { id },
    requestPolicy: "network-only",
  });
  const reasons = data?.explainAccess ?? [];

  return (
    <Dialog open title={plain ? t`Why you can see this` : t`Access and following`} description={name} onClose={onClose}>
      {error && !data ? (
        <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />
      ) : !data ? (
        <SkeletonRows rows={3} />
      ) : (
        <div className="flex flex-col gap-4">
          <section>
            {!plain && <h3 className="mb-1.5 font-medium text-ink-2 text-xs">{t`Why you can see this`}</h3>}
            <ul className="flex flex-col gap-1.5">
              {reasons.map((reason) => (
                <li key={reason.role + reason.scope + reason.text} className="flex items-start gap-2 text-sm">
                  <KeyRoundIcon className="mt-0.5 size-4 shrink-0 text-ink-3" />
                  {reason.text}
                </li>
              ))}
            </ul>
          </section>
          {!plain && (
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
          )}
          {!plain && (
            <div className="border-line border-t pt-4">
              <Shares id={id} canShare={canShare} />
            </div>
          )}
        </div>
      )}
    </Dialog>
  );
}
