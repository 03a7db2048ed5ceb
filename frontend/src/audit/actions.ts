import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

/** What the audit can be narrowed to: a part of the action's name. */
export const AUDIT_ACTION: Record<string, MessageDescriptor> = {
  ".created": msg`Created`,
  ".updated": msg`Changed`,
  ".moved": msg`Moved to another stage`,
  ".transferred": msg`Owner changed`,
  shared: msg`Shared or unshared`,
  ".revealed": msg`Masked value shown`,
  ".voided": msg`Voided`,
  ".restored": msg`Restored`,
  hand: msg`Handed over`,
  ".roles_set": msg`Roles changed`,
  ".simulated": msg`Access simulated`,
  SIGN_IN: msg`Signed in`,
  SIGN_IN_FAILED: msg`Sign-in failed`,
  PASSWORD_CHANGED: msg`Password changed`,
  TOTP: msg`Second factor changed`,
  TOKEN: msg`API token revoked`,
};
