import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Tone } from "../ui/Badge";

/** What a rule of engagement counts. */
export const HAPPENS: Record<string, MessageDescriptor> = {
  TOUCH: msg`Somebody comes to us`,
  VISIT: msg`A page is seen`,
  MEMBER: msg`Part in a campaign`,
  ACTIVITY: msg`An activity`,
};

/** Good fit and engaged is worth the eye; the rest stays quiet. */
export const GRADE_TONE: Record<string, Tone> = {
  A1: "good",
  A2: "good",
  B1: "good",
  A3: "accent",
  B2: "accent",
  C1: "accent",
};
export const GRADES = ["A1", "A2", "A3", "B1", "B2", "B3", "C1", "C2", "C3"] as const;

/** Where a version of the prediction stands. */
export const PREDICTION_STATUS: Record<string, MessageDescriptor> = {
  TRAINING: msg`Being trained`,
  ACTIVE: msg`In use`,
  OFFERED: msg`Offered`,
  RETIRED: msg`Retired`,
  REFUSED: msg`Did not pass`,
  CANCELLED: msg`Cancelled`,
  FAILED: msg`Failed`,
};
export const PREDICTION_TONE: Record<string, Tone> = {
  TRAINING: "accent",
  ACTIVE: "good",
  OFFERED: "warn",
  REFUSED: "warn",
  FAILED: "bad",
};
