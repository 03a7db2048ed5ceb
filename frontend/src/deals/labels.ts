import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Tone } from "../ui/Badge";

export const STATUS: Record<string, MessageDescriptor> = {
  OPEN: msg({ message: "Open", context: "status of a deal" }),
  WON: msg`Won`,
  LOST: msg`Lost`,
  INVALID: msg`Invalid`,
};

export const STATUS_TONE: Record<string, Tone> = { OPEN: "accent", WON: "good", LOST: "bad", INVALID: "plain" };

export const FORECAST: Record<string, MessageDescriptor> = {
  PIPELINE: msg({ message: "Pipeline", context: "forecast" }),
  BEST_CASE: msg`Best case`,
  COMMIT: msg`Commit`,
  CLOSED: msg({ message: "Closed", context: "forecast" }),
  OMITTED: msg`Omitted`,
};

export const LOST_REASON: Record<string, MessageDescriptor> = {
  PRICE: msg`Price`,
  COMPETITOR: msg`Competitor`,
  NO_BUDGET: msg`No budget`,
  NO_DECISION: msg`No decision`,
  TIMING: msg`Timing`,
  FEATURE: msg`Missing feature`,
  RELATIONSHIP: msg`Relationship`,
  NO_RESPONSE: msg`No response`,
  OTHER: msg`Other`,
};

export const WON_REASON: Record<string, MessageDescriptor> = {
  FIT: msg`Best fit`,
  PRICE: msg`Price`,
  RELATIONSHIP: msg`Relationship`,
  BRAND: msg`Brand`,
  SERVICE: msg`Service`,
  OTHER: msg`Other`,
};
