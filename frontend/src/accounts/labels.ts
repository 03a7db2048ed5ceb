import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Tone } from "../ui/Badge";

export const ACCOUNT_TYPE: Record<string, MessageDescriptor> = {
  PROSPECT: msg`Prospect`,
  CUSTOMER: msg`Customer`,
  PARTNER: msg`Partner`,
  COMPETITOR: msg`Competitor`,
  OTHER: msg`Other`,
};

/** The best few, then by worth. */
export const ACCOUNT_TIER: Record<string, MessageDescriptor> = {
  VIP: msg({ message: "VIP", context: "tier of an account" }),
  A: msg({ message: "Tier A", context: "tier of an account" }),
  B: msg({ message: "Tier B", context: "tier of an account" }),
  C: msg({ message: "Tier C", context: "tier of an account" }),
};

export const ACCOUNT_TONE: Record<string, Tone> = {
  PROSPECT: "accent",
  CUSTOMER: "good",
  PARTNER: "warn",
  COMPETITOR: "bad",
  OTHER: "plain",
};
