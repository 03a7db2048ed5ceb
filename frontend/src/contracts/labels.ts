import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Tone } from "../ui/Badge";

export const CONTRACT_STATUS: Record<string, MessageDescriptor> = {
  DRAFT: msg({ message: "Draft", context: "of a contract" }),
  SIGNED: msg({ message: "Signed", context: "of a contract" }),
  ACTIVE: msg({ message: "Active", context: "of a contract" }),
  COMPLETED: msg({ message: "Completed", context: "of a contract" }),
  TERMINATED: msg({ message: "Terminated", context: "of a contract" }),
};

export const CONTRACT_TONE: Record<string, Tone> = {
  DRAFT: "plain",
  SIGNED: "accent",
  ACTIVE: "good",
  COMPLETED: "plain",
  TERMINATED: "bad",
};

export const CONTRACT_TYPE: Record<string, MessageDescriptor> = {
  SALES: msg({ message: "Sale", context: "kind of contract" }),
  SERVICE: msg({ message: "Service", context: "kind of contract" }),
  FRAMEWORK: msg({ message: "Framework", context: "kind of contract" }),
  AMENDMENT: msg({ message: "Amendment", context: "kind of contract" }),
  OTHER: msg`Other`,
};

export const PLAN_STATUS: Record<string, MessageDescriptor> = {
  NOT_EFFECTIVE: msg({ message: "Not in force", context: "of an instalment" }),
  PENDING: msg({ message: "Pending", context: "of an instalment" }),
  PARTIAL: msg({ message: "Partly paid", context: "of an instalment" }),
  PAID: msg({ message: "Paid", context: "of an instalment" }),
  OVERDUE: msg({ message: "Overdue", context: "of an instalment" }),
  VOID: msg({ message: "Void", context: "of an instalment" }),
};

export const PLAN_TONE: Record<string, Tone> = {
  NOT_EFFECTIVE: "plain",
  PENDING: "accent",
  PARTIAL: "warn",
  PAID: "good",
  OVERDUE: "bad",
  VOID: "plain",
};
