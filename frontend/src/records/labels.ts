import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

/** What the audit trail calls an action. */
export const ACTION: Record<string, MessageDescriptor> = {
  CREATED: msg`created this`,
  UPDATED: msg`changed this`,
  MOVED: msg`moved this`,
  VOIDED: msg`voided this`,
  PRICED: msg`changed the products`,
  CONTACT_SET: msg`added a person`,
  CONTACT_REMOVED: msg`removed a person`,
  RANKED: msg`changed the order`,
  UPLOADED: msg`added a file`,
  RESTORED: msg`restored this`,
  TRANSFERRED: msg`changed the owner`,
  SHARED: msg`shared this`,
  UNSHARED: msg`ended a share`,
  REVEALED: msg`looked at a masked value`,
  REOPENED: msg`reopened this`,
  PAUSED: msg`paused this`,
  RESUMED: msg`resumed this`,
  IMPORTED: msg`imported this`,
};
