import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

type Labels = Record<string, MessageDescriptor>;

export const TEST: Labels = {
  ABOVE: msg({ message: "above", context: "a number and its border" }),
  BELOW: msg({ message: "below", context: "a number and its border" }),
  CHANGE: msg`changed since the last look by at least`,
};

export const EVERY: Labels = {
  HOURLY: msg`Every hour`,
  DAILY: msg`Every morning at 08:00`,
};
