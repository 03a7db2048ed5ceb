import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

type Labels = Record<string, MessageDescriptor>;

/** What a lead waits for. */
export const WAITS_FOR: Labels = {
  SPEED_TO_LEAD: msg`First response`,
  OWNER_RESPONSE: msg`Owner's response`,
  HIGH_INTENT: msg`High-intent follow-up`,
  HANDOFF: msg`Hand-off to sales`,
  SILENCE: msg`Silence`,
  REVISIT: msg`Low-intent revisit`,
};

/** When each clock begins, and what stops it. */
export const EXPLAINED: Labels = {
  SPEED_TO_LEAD: msg`From when somebody comes to us until the first response, whoever gives it.`,
  OWNER_RESPONSE: msg`From when somebody gets the lead until they follow up. A new owner has a time of their own.`,
  HIGH_INTENT: msg`Between one follow-up and the next, while the intent is high.`,
  HANDOFF: msg`From the hand-off by marketing until sales accepts or rejects.`,
  SILENCE: msg`Without any follow-up, whatever the intent.`,
  REVISIT: msg`Between two looks at a lead of low intent.`,
};
