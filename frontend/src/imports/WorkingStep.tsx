import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { number } from "../session/formats";
import { actOrTell } from "../sync/act";
import { Button, Spinner } from "../ui/Button";
import { Progress } from "../ui/Progress";
import { CancelImportDocument } from "./imports.gen";

type Props = { id: string; status: string; total: number; done: number };

/** A job is at work: how far it is, and the way to stop it. The page may be left meanwhile. */
export function WorkingStep({ id, status, total, done }: Props) {
  const { t } = useLingui();
  const [stopping, setStopping] = useState(false);
  const text =
    status === "CHECKING" ? t`Checking the files…` : status === "UNDOING" ? t`Taking the import back…` : t`Importing…`;
  const soFar = number(done);
  const all = number(total);
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-4 py-16 text-center" role="status">
      <Spinner className="size-7 text-accent-text" />
      <p className="font-medium text-base">{text}</p>
      <div className="w-full">
        <Progress value={done} max={total} label={t`Progress`} />
      </div>
      <p className="tnum text-ink-2 text-sm">{total > 0 ? t`${soFar} of ${all} rows` : t`Starting…`}</p>
      <p className="text-ink-3 text-xs">
        <Trans>You can leave this page; the work goes on.</Trans>
      </p>
      {status === "RUNNING" && (
        <Button
          busy={stopping}
          onClick={async () => {
            setStopping(true);
            await actOrTell(CancelImportDocument, { input: { id } });
            setStopping(false);
          }}
        >
          <Trans>Cancel the import</Trans>
        </Button>
      )}
    </div>
  );
}
