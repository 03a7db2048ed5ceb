import type { Where } from "../views/definition";
import type { ScoreModelRowFragment } from "./scoring.gen";

export const EVENTS = ["TOUCH", "VISIT", "MEMBER", "ACTIVITY"] as const;
export type EventKind = (typeof EVENTS)[number];
/** A rule of the model; `on` and `page` are of engagement alone. */
export type Rule = {
  zh: string;
  en: string;
  points: number;
  condition?: Where;
  on?: EventKind;
  page?: string;
  handRaise?: boolean;
};
/** Some rules that give `cap` points together at most. */
export type Group = { zh: string; en: string; cap: number; rules: Rule[] };
export type Side = "fit" | "engagement";
/** The model as it is edited. */
export type Draft = Record<Side, Group[]> & {
  halfLifeDays: number;
  fitA: number;
  fitB: number;
  engagement1: number;
  engagement2: number;
  mqlIsActive: boolean;
  mqlFit: number;
  mqlEngagement: number;
  intentIsDerived: boolean;
  intentHoldDays: number;
  /** For every grade an intent. */
  intentGrid: Record<string, string>;
};

/** What the conditions of a rule are about. */
export const OBJECT: Record<EventKind, string> = {
  TOUCH: "lead_touch",
  VISIT: "lead_touch",
  MEMBER: "campaign_member",
  ACTIVITY: "activity",
};

export const draftOf = (model: ScoreModelRowFragment): Draft => ({
  fit: (model.fit ?? []) as Group[],
  engagement: (model.engagement ?? []) as Group[],
  halfLifeDays: model.halfLifeDays ?? 30,
  fitA: model.fitA ?? 70,
  fitB: model.fitB ?? 40,
  engagement1: model.engagement1 ?? 60,
  engagement2: model.engagement2 ?? 30,
  mqlIsActive: model.mqlIsActive ?? false,
  mqlFit: model.mqlFit ?? 50,
  mqlEngagement: model.mqlEngagement ?? 50,
  intentIsDerived: model.intentIsDerived ?? false,
  intentHoldDays: model.intentHoldDays ?? 14,
  intentGrid: (model.intentGrid ?? {}) as Record<string, string>,
});

/** The name in the language of the screen. */
export const named = (one: { zh: string; en: string }, chinese: boolean) => (chinese ? one.zh : one.en);

/** The list with another element at a place, or without it. */
export const put = <T>(list: readonly T[], index: number, one: T | null): T[] =>
  index >= list.length
    ? [...list, ...(one === null ? [] : [one])]
    : list.flatMap((each, at) => (at === index ? (one === null ? [] : [one]) : [each]));
