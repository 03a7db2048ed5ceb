import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { ForecastMethod } from "./forecast.gen";
import type { PipelineStep } from "./waterfall.gen";

/** The methods in the order they are shown. */
export const METHODS: readonly ForecastMethod[] = ["WEIGHTED", "CATEGORY", "HISTORICAL", "SURVIVAL"];

export const METHOD: Record<ForecastMethod, MessageDescriptor> = {
  WEIGHTED: msg`Weighted`,
  CATEGORY: msg`Committed`,
  HISTORICAL: msg`Historical win rate`,
  SURVIVAL: msg`Time in stage`,
};

export const ABOUT: Record<ForecastMethod, MessageDescriptor> = {
  WEIGHTED: msg`Amount × probability of each open deal.`,
  CATEGORY: msg`Deals their owners commit to, in full.`,
  HISTORICAL: msg`By the share of closed deals of the last year that was won from each stage.`,
  SURVIVAL: msg`By how long each deal has been in its stage, and how many days are left.`,
};

export const STEP: Record<PipelineStep, MessageDescriptor> = {
  ADDED: msg`Added`,
  REOPENED: msg`Reopened`,
  PULLED_IN: msg`Moved into the period`,
  GROWN: msg`Grown`,
  SHRUNK: msg`Shrunk`,
  SLIPPED: msg`Slipped out`,
  WON: msg`Won`,
  LOST: msg`Lost`,
  INVALID: msg`Invalid`,
  SLIPPED_WITHIN: msg`Put off, still in`,
  MOVED_BACK: msg`Moved back a stage`,
};
