import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Tone } from "../ui/Badge";

export const PAYMENT_STATUS: Record<string, MessageDescriptor> = {
  IN_APPROVAL: msg({ message: "To be confirmed", context: "of a payment" }),
  CONFIRMED: msg({ message: "Confirmed", context: "of a payment" }),
  REJECTED: msg({ message: "Rejected", context: "of a payment" }),
  REVERSED: msg({ message: "Reversed", context: "of a payment" }),
};

export const PAYMENT_TONE: Record<string, Tone> = {
  IN_APPROVAL: "warn",
  CONFIRMED: "good",
  REJECTED: "bad",
  REVERSED: "bad",
};

export const METHOD: Record<string, MessageDescriptor> = {
  TRANSFER: msg({ message: "Bank transfer", context: "how money came" }),
  DRAFT: msg({ message: "Banker's draft", context: "how money came" }),
  CHEQUE: msg({ message: "Cheque", context: "how money came" }),
  CASH: msg({ message: "Cash", context: "how money came" }),
  ONLINE: msg({ message: "Online", context: "how money came" }),
  OTHER: msg`Other`,
};
