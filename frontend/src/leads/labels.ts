import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Tone } from "../ui/Badge";

type Labels = Record<string, MessageDescriptor>;

export const STATUS: Labels = {
  UNASSIGNED: msg`Unassigned`,
  PENDING: msg({ message: "Pending", context: "status of a lead" }),
  WORKING: msg({ message: "Working", context: "status of a lead" }),
  NURTURING: msg`Nurturing`,
  CONVERTED: msg`Converted`,
  INVALID: msg`Invalid`,
};

export const STATUS_TONE: Record<string, Tone> = {
  UNASSIGNED: "warn",
  PENDING: "warn",
  WORKING: "accent",
  NURTURING: "plain",
  CONVERTED: "good",
  INVALID: "bad",
};

export const STAGE: Labels = {
  RAW: msg({ message: "Raw", context: "stage of a lead" }),
  MQL: msg`Marketing qualified`,
  SQL: msg`Sales qualified`,
};

export const INTENT: Labels = {
  HIGH: msg({ message: "High", context: "intent" }),
  MEDIUM: msg({ message: "Medium", context: "intent" }),
  LOW: msg({ message: "Low", context: "intent" }),
};

export const INTENT_CAUSE: Labels = {
  MANUAL: msg`By a person`,
  SOURCE: msg`Came with the lead`,
  GRADE: msg`By its grade`,
  REQUEST: msg`They asked for us`,
};

export const INTENT_TONE: Record<string, Tone> = { HIGH: "bad", MEDIUM: "warn", LOW: "plain" };

export const AWARENESS: Labels = {
  UNAWARE: msg`Unaware of the problem`,
  AWARE_NO_ACTION: msg`Aware, will not act`,
  HESITATING: msg`Hesitating`,
  SEEKING_NOT_US: msg`Seeking, but not us`,
};

export const ATTITUDE: Labels = { INTERESTED: msg`Interested in us`, REFUSING: msg`Refuses us` };

export const LEAD_STATE: Labels = {
  PROBLEM: msg({ message: "Problem", context: "state of a lead" }),
  PAIN: msg({ message: "Pain", context: "state of a lead" }),
  OPPORTUNITY: msg({ message: "Opportunity", context: "state of a lead" }),
  COMPETITIVE: msg({ message: "Competitive", context: "state of a lead" }),
  REPELLENT: msg({ message: "Repellent", context: "state of a lead" }),
};

export const INVALID_REASON: Labels = {
  EMPTY_NUMBER: msg`Number does not exist`,
  NOT_CONNECTED: msg`Never reached`,
  WRONG_PERSON: msg`Wrong person`,
  OUT_OF_REGION: msg`Out of region`,
  DUPLICATE: msg`Duplicate`,
  NO_NEED: msg`No need`,
  CANNOT_SOLVE: msg`We cannot solve it`,
  COMPETITOR: msg({ message: "Competitor", context: "reason a lead is invalid" }),
  SPAM: msg`Spam`,
  OTHER: msg`Other`,
};

export const RETURN_REASON: Labels = {
  NO_RESPONSE: msg`No response`,
  NOT_MY_REGION: msg`Not my region`,
  NOT_FIT: msg`Not a fit`,
  WORKLOAD: msg`Too much work`,
  OTHER: msg`Other`,
};

export const HANDOFF_REASON: Labels = {
  NOT_FIT: msg`Not a fit`,
  BAD_DATA: msg`Bad data`,
  NO_NEED: msg`No need`,
  TOO_EARLY: msg`Too early`,
  DUPLICATE: msg`Duplicate`,
  EXISTING_CUSTOMER: msg`Existing customer`,
  OTHER: msg`Other`,
};

export const BANT: Labels = {
  BUDGET: msg`Budget`,
  AUTHORITY: msg`Authority`,
  NEED: msg({ message: "Need", context: "BANT" }),
  TIMELINE: msg({ message: "Timeline", context: "BANT" }),
};

export const LAST_FOLLOW_UP: Labels = {
  WITHIN_7_DAYS: msg`followed up within 7 days`,
  WITHIN_30_DAYS: msg`followed up within 30 days`,
  EARLIER: msg`last followed up more than 30 days ago`,
  NEVER: msg`not followed up yet`,
};

export const OPEN = new Set(["UNASSIGNED", "PENDING", "WORKING", "NURTURING"]);
