import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

/** The periods a close date can lie in, by the server's names. */
export const PERIOD: Record<string, MessageDescriptor> = {
  PAST: msg({ message: "Overdue", context: "close date" }),
  THIS_WEEK: msg`This week`,
  THIS_MONTH: msg`This month`,
  NEXT_MONTH: msg`Next month`,
  THIS_QUARTER: msg`This quarter`,
  NEXT_QUARTER: msg`Next quarter`,
  NEXT_30_DAYS: msg`Next 30 days`,
  THIS_YEAR: msg`This year`,
  NONE: msg`No date`,
};
