import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Tone } from "../ui/Badge";

export const STAGE_TYPE: Record<string, MessageDescriptor> = {
  OPEN: msg`In progress`,
  WON: msg`Won`,
  LOST: msg`Lost`,
  INVALID: msg`Invalid`,
};

export const STAGE_TONE: Record<string, Tone> = { OPEN: "accent", WON: "good", LOST: "bad", INVALID: "plain" };

export const FORECAST_CATEGORY: Record<string, MessageDescriptor> = {
  PIPELINE: msg({ message: "Pipeline", context: "forecast" }),
  BEST_CASE: msg`Best case`,
  COMMIT: msg`Commit`,
  CLOSED: msg({ message: "Closed", context: "forecast" }),
  OMITTED: msg`Omitted`,
};

/** What a gate can ask for. */
export const CRITERION: Record<string, MessageDescriptor> = {
  FIELD: msg`A field is filled in`,
  HAS_ACCOUNT: msg`An account is linked`,
  HAS_CONTACT: msg`A contact has a role`,
  HAS_ROLE: msg`A contact with a certain role`,
  HAS_LINES: msg`Products are listed`,
  HAS_ACTIVITY: msg`An activity is logged`,
  HAS_FILE: msg`A file is uploaded`,
  HAS_NEXT_STEP: msg`A next step is planned`,
  MIN_AMOUNT: msg`The amount is at least…`,
};

/** Deal fields a gate can ask for, by their stored names. */
export const GATE_FIELD: Record<string, MessageDescriptor> = {
  amount: msg`Amount`,
  expected_close_date: msg`Expected close date`,
  need: msg`What the customer needs`,
  budget_range: msg`Budget range`,
  next_step: msg`Next step`,
  competitor: msg`Competitor`,
  source: msg`Source`,
  description: msg`Description`,
};
