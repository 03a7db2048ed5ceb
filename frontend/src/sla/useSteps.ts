import { useLingui } from "@lingui/react/macro";
import type { Step } from "./rungs";

/** What each step of a ladder is called. */
export function useSteps(): Record<Step, string> {
  const { t } = useLingui();
  return {
    owner: t`Tell the owner`,
    manager: t`Tell the manager`,
    task: t`Give the owner a task`,
    reassign: t`Assign anew`,
  };
}
