import type { Held } from "./held";
import {
  type AccountPoolSettingsFragment,
  CreateAccountPoolDocument,
  CreateLeadPoolDocument,
  type PoolSettingsFragment,
  UpdateAccountPoolDocument,
  UpdateLeadPoolDocument,
  VoidAccountPoolDocument,
  VoidLeadPoolDocument,
} from "./pools.gen";

/** The settings of a pool of either kind, each with what only its kind has. */
export type Pool = Omit<PoolSettingsFragment, "isOverflow"> &
  Partial<Pick<PoolSettingsFragment, "isOverflow">> &
  Partial<Pick<AccountPoolSettingsFragment, "exemptsOpenDeals" | "exemptWonDays" | "countsCustomers">>;

type Verbs = {
  create: typeof CreateLeadPoolDocument;
  update: typeof UpdateLeadPoolDocument;
  void: typeof VoidLeadPoolDocument;
};

/** The verbs of the settings; both kinds answer in one shape as far as it is read. */
export const VERBS: Record<Held, Verbs> = {
  lead: { create: CreateLeadPoolDocument, update: UpdateLeadPoolDocument, void: VoidLeadPoolDocument },
  account: {
    create: CreateAccountPoolDocument as never,
    update: UpdateAccountPoolDocument as never,
    void: VoidAccountPoolDocument as never,
  },
};

const EVERY = {
  maskBeforeClaim: true,
  returnReasonRequired: true,
  dailyClaimLimit: 10,
  holdingLimit: 100,
  cooldownDays: 7,
  noFollowUpDays: 15,
  remindDaysBefore: ["3", "1"],
  protectionDays: 30,
  protectionLimit: 20,
};
/** What a new pool starts with. */
export const USUAL: Record<Held, object> = {
  lead: { ...EVERY, noFollowUpDaysHigh: 3, noFollowUpDaysLow: 45, noConversionDays: 60 },
  account: {
    ...EVERY,
    noFollowUpDaysHigh: 15,
    noFollowUpDaysLow: 60,
    noConversionDays: 180,
    exemptsOpenDeals: true,
    exemptWonDays: 365,
  },
};
