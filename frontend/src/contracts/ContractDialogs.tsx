import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { dayOf } from "../session/formats";
import { act } from "../sync/act";
import type { FieldSpec } from "../ui/formFields";
import { notify } from "../ui/notify";
import { RecordForm } from "../ui/RecordForm";
import { type ContractFactsFragment, SignContractDocument, TerminateContractDocument } from "./contracts.gen";

type Props = { contract: ContractFactsFragment; onClose: () => void };

/** Says on which day a draft was signed. */
export function SignDialog({ contract, onClose }: Props) {
  const { t } = useLingui();
  const fields = useMemo<FieldSpec[]>(
    () => [
      {
        name: "signedOn",
        label: t`Signed on`,
        kind: "date",
        required: true,
        wide: true,
        hint: t`Amount, customer and start stay as they are from then on.`,
      },
    ],
    [t],
  );
  const record = useMemo(() => ({ signedOn: dayOf() }), []);
  return (
    <RecordForm
      kind="dialog"
      title={t`Sign this contract`}
      description={contract.name}
      fields={fields}
      record={record}
      submit={t`Sign`}
      onClose={onClose}
      onSend={async (input) => {
        const given = { input: { id: contract.id, version: contract.version, ...input } as never };
        const outcome = await act(SignContractDocument, given);
        if (!outcome.ok) return outcome.errors;
        notify({ title: t`The contract is signed` });
        return null;
      }}
    />
  );
}

/** Ends a signed contract before its time, with the reason. */
export function TerminateDialog({ contract, onClose }: Props) {
  const { t } = useLingui();
  const fields = useMemo<FieldSpec[]>(
    () => [
      { name: "terminatedOn", label: t`Ended on`, kind: "date", required: true },
      {
        name: "reason",
        label: t`Reason`,
        kind: "area",
        required: true,
        max: 500,
        wide: true,
        hint: t`What has not come in by then is not owed any more.`,
      },
    ],
    [t],
  );
  const record = useMemo(() => ({ terminatedOn: dayOf() }), []);
  return (
    <RecordForm
      kind="dialog"
      title={t`Terminate this contract`}
      description={contract.name}
      fields={fields}
      record={record}
      submit={t`Terminate`}
      onClose={onClose}
      onSend={async (input) => {
        const given = { input: { id: contract.id, version: contract.version, ...input } as never };
        const outcome = await act(TerminateContractDocument, given);
        return outcome.ok ? null : outcome.errors;
      }}
    />
  );
}
