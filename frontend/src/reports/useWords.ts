import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import type { Words } from "./result";

/** What stands for values that have no name of their own. */
export function useWords(): Words {
  const { t } = useLingui();
  return useMemo(() => {
    return {
      none: t`(empty)`,
      other: t`Others`,
      total: t`Total`,
      yes: t`Yes`,
      no: t`No`,
    };
  }, [t]);
}
