import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { findAccountPools } from "../pools/findPools";
import { type Plan, useVerbFields, VerbDialog } from "../records/VerbDialog";
import {
  type AccountFactsFragment,
  AssignAccountDocument,
  MoveAccountToPoolDocument,
  ReturnAccountDocument,
} from "./accounts.gen";

export type AccountDialogName = "assign" | "return" | "pool";
type Props = { account: AccountFactsFragment; name: AccountDialogName; onClose: () => void; onGone: () => void };

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
  const fields = useVerbFields();
  const { pool } = account;
  const plans: Record<AccountDialogName, () => Plan> = {
    assign: () => ({
      title: t`Assign this account`,
      submit: t`Assign`,
      done: t`The account was assigned`,
      document: AssignAccountDocument,
      fields: fields.owner(),
    }),
    pool: () => ({
      title: t`Put this account into another pool`,
      submit: t`Move`,
      done: t`The account was moved`,
      document: MoveAccountToPoolDocument,
      fields: fields.pool(t`Account pool`, findAccountPools),
    }),
    return: () => ({
      title: t`Give this account back`,
      submit: t`Give back`,
      done: t`The account was given back`,
      document: ReturnAccountDocument,
      fields: fields.why(RETURN_REASON, pool?.returnReasonRequired !== false),
    }),
  };
  return (
    <VerbDialog
      key={name}
      plan={plans[name]()}
      on={account}
      object="account"
      record={name === "pool" && pool ? { poolId: { value: pool.id, label: pool.name } } : undefined}
      onClose={onClose}
      onGone={onGone}
    />
  );
}
