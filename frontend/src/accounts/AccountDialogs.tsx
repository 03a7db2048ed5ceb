import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { findUsers } from "../identity/findUsers";
import { findAccountPools } from "../pools/findPools";
import { act } from "../sync/act";
import type { FieldSpec } from "../ui/formFields";
import { notify } from "../ui/notify";
import { RecordForm } from "../ui/RecordForm";
import { useLabel } from "../ui/useLabel";
import {
  type AccountFactsFragment,
  AssignAccountDocument,
  MoveAccountToPoolDocument,
  ReturnAccountDocument,
} from "./accounts.gen";

export type AccountDialogName = "assign" | "return" | "pool";
type Props = { account: AccountFactsFragment; name: AccountDialogName; onClose: () => void; onGone: () => void };
type Plan = {
  title: string;
  submit: string;
  done: string;
  fields: FieldSpec[];
  document: typeof ReturnAccountDocument;
};

const RETURN_REASON: Record<string, MessageDescriptor> = {
  NO_NEED: msg`No need`,
  NO_RESPONSE: msg`No response`,
  NOT_MY_REGION: msg`Not my region`,
  WORKLOAD: msg`Workload`,
  OTHER: msg`Other`,
};

/** The verbs of an account and its pool that need a word: to whom, where, why. */
export function AccountDialog({ account, name, onClose, onGone }: Props) {
  const { t } = useLingui();
  const label = useLabel();
  const { pool } = account;
  const plan = useMemo<Plan>(() => {
    if (name === "assign")
      return {
        title: t`Assign this account`,
        submit: t`Assign`,
        done: t`The account was assigned`,
        document: AssignAccountDocument as never,
        fields: [
          { name: "ownerId", label: t`Owner`, kind: "pick", required: true, find: findUsers, wide: true },
          { name: "reason", label: t`Reason`, kind: "area", max: 500, wide: true },
        ],
      };
    if (name === "pool")
      return {
        title: t`Put this account into another pool`,
        submit: t`Move`,
        done: t`The account was moved`,
        document: MoveAccountToPoolDocument as never,
        fields: [
          {
            name: "poolId",
            label: t`Account pool`,
            kind: "pick",
            find: findAccountPools,
            wide: true,
            hint: t`Empty: in no pool`,
          },
        ],
      };
    return {
      title: t`Give this account back`,
      submit: t`Give back`,
      done: t`The account was given back`,
      document: ReturnAccountDocument,
      fields: [
        {
          name: "reason",
          label: t`Reason`,
          kind: "select",
          required: pool?.returnReasonRequired !== false,
          wide: true,
          options: Object.keys(RETURN_REASON).map((value) => ({ value, label: label(RETURN_REASON, value) })),
        },
        { name: "note", label: t`More about it`, kind: "area", max: 400, wide: true, hint: t`Needed for “Other”` },
      ],
    };
  }, [t, label, name, pool]);
  return (
    <RecordForm
      kind="dialog"
      title={plan.title}
      description={account.name}
      fields={plan.fields}
      submit={plan.submit}
      record={name === "pool" && pool ? { poolId: { value: pool.id, label: pool.name } } : undefined}
      onClose={onClose}
      onSend={async (input) => {
        const given = { id: account.id, version: account.version, ...input };
        const outcome = await act(plan.document, { input: given as never });
        if (!outcome.ok) return outcome.errors;
        notify({ title: plan.done });
        // Who gives an account away may see it no more.
        if (!outcome.payload.account) onGone();
        return null;
      }}
    />
  );
}
