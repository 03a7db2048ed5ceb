import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

/** What the audit trail calls an action. */
export const ACTION: Record<string, MessageDescriptor> = {
  CREATE: msg`created this`,
  UPDATE: msg`changed this`,
  MOVE: msg`moved this`,
  VOID: msg`voided this`,
  RESTORE: msg`restored this`,
  TRANSFER: msg`changed the owner`,
  SHARE: msg`shared this`,
  UNSHARE: msg`ended a share`,
  REVEAL: msg`looked at a masked value`,
  REOPEN: msg`reopened this`,
  PAUSE: msg`paused this`,
  RESUME: msg`resumed this`,
  IMPORT: msg`imported this`,
};

