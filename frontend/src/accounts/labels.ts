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

export const ACCOUNT_TONE: Record<string, Tone> = {
  PROSPECT: "accent",
  CUSTOMER: "good",
  PARTNER: "warn",
  COMPETITOR: "bad",
  OTHER: "plain",
};
