import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { RfmGroup } from "./customers.gen";

export const GROUP: Record<RfmGroup, MessageDescriptor> = {
  IMPORTANT_VALUE: msg`Champions`,
  IMPORTANT_DEVELOP: msg`Big but rare`,
  IMPORTANT_KEEP: msg`Loyal, gone quiet`,
  IMPORTANT_RESCUE: msg`Big, going away`,
  GENERAL_VALUE: msg`Loyal, small`,
  GENERAL_DEVELOP: msg`New, small`,
  GENERAL_KEEP: msg`Frequent, gone quiet`,
  GENERAL_RESCUE: msg`Small, going away`,
};
