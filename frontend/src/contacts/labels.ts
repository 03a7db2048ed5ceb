import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

/** What a person decides in a purchase. */
export const BUYING_ROLE: Record<string, MessageDescriptor> = {
  DECISION_MAKER: msg`Decision maker`,
  ECONOMIC: msg`Economic buyer`,
  USER: msg`User`,
  TECHNICAL: msg`Technical gatekeeper`,
  CHAMPION: msg`Champion`,
  INFLUENCER: msg`Influencer`,
  BLOCKER: msg`Blocker`,
};
