import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Tone } from "../ui/Badge";

type Words = Record<string, MessageDescriptor>;

export const STRATEGY: Words = {
  ROUND_ROBIN: msg`In turn`,
  WEIGHTED: msg`By weight`,
  LEAST_LOADED: msg`Whoever has least`,
  FIXED: msg`The first who can`,
};

/** Why somebody did not get a lead: as the server names it. */
export const SKIPPED: Words = {
  INACTIVE: msg`not active`,
  NO_ROLE: msg`cannot own leads`,
  ON_LEAVE: msg`on leave`,
  OUTSIDE_HOURS: msg`off work`,
  DAILY_CAPACITY: msg`enough for today`,
  HOLDING_LIMIT: msg`has enough open leads`,
  NO_SKILL: msg`lacks the skill`,
};

export const OUTCOME: Words = {
  WAITING: msg`Waiting for an owner`,
  QUEUED: msg`Waiting for opening`,
  ASSIGNED: msg`Assigned by rule`,
  KNOWN: msg`To whoever knows them`,
  POOLED: msg`Put into a pool`,
  KEPT: msg`Settled by a person`,
  NOBODY: msg`Nobody could get it`,
  UNMATCHED: msg`No rule matched`,
};

export const OUTCOME_TONE: Record<string, Tone> = {
  WAITING: "plain",
  QUEUED: "warn",
  ASSIGNED: "good",
  KNOWN: "good",
  POOLED: "good",
  KEPT: "plain",
  NOBODY: "bad",
  UNMATCHED: "bad",
};
