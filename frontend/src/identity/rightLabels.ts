import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

/** What can be done with a record. */
export const RIGHT_ACTION: Record<string, MessageDescriptor> = {
  create: msg({ message: "create", context: "right" }),
  read: msg({ message: "read", context: "right" }),
  update: msg({ message: "change", context: "right" }),
  void: msg({ message: "void", context: "right" }),
  export: msg({ message: "export", context: "right" }),
};

/** With which records, in a word. */
export const SCOPE_SHORT: Record<string, MessageDescriptor> = {
  A: msg({ message: "all", context: "scope" }),
  S: msg({ message: "subtree", context: "scope" }),
  T: msg({ message: "team", context: "scope" }),
  O: msg({ message: "own", context: "scope" }),
  P: msg({ message: "partner's", context: "scope" }),
  L: msg({ message: "linked", context: "scope" }),
  H: msg({ message: "shared", context: "scope" }),
  B: msg({ message: "before sales accepts", context: "scope" }),
};

/** The same in a sentence. */
export const SCOPE_LONG: Record<string, MessageDescriptor> = {
  A: msg`all records`,
  S: msg`records of their department and those below it`,
  T: msg`records of their department or team`,
  O: msg`their own records and those shared with them`,
  P: msg`records of their partner company`,
  L: msg`records linked to one they may see`,
  H: msg`records shared with them`,
  B: msg`leads that sales has not accepted yet`,
};

export const SPECIAL_RIGHT: Record<string, MessageDescriptor> = {
  "users.admin": msg`Administer users and roles`,
  "settings.admin": msg`Change the organisation's settings`,
  "deal.skip": msg`Skip stages with a reason`,
  "deal.override": msg`Override a gate with a reason`,
  "deal.reopen": msg`Reopen closed deals`,
  "deal.backdate": msg`Back-date a closing`,
  "lead.own": msg`Own the leads one enters`,
  "lead.assign": msg`Assign leads`,
  "lead.hand_off": msg`Hand leads to sales`,
  "lead.accept": msg`Accept and qualify leads`,
  "lead.restore": msg`Restore invalid leads`,
  "account.own": msg`Claim accounts from pools`,
  "account.assign": msg`Assign, move and lock accounts of pools`,
  "record.transfer": msg`Give records to another owner`,
  "record.reveal": msg`Show masked values`,
  "audit.verify": msg`Verify the audit`,
  "audit.read": msg`Read the audit`,
};

export const READ: Record<string, MessageDescriptor> = {
  FULL: msg`in full`,
  MASKED: msg`masked on some records`,
  HIDDEN: msg`hidden`,
};
