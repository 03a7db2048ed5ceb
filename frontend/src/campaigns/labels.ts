import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Tone } from "../ui/Badge";

type Labels = Record<string, MessageDescriptor>;

export const TYPE: Labels = {
  WEBINAR: msg`Webinar`,
  SEMINAR: msg`Seminar`,
  TRADE_SHOW: msg`Trade show`,
  DOWNLOAD: msg({ message: "Download", context: "type of a campaign" }),
  ADVERTISING: msg`Advertising`,
  MAILING: msg`Mailing`,
  SOCIAL: msg`Social media`,
  REFERRAL: msg`Referral`,
  OTHER: msg({ message: "Other", context: "type of a campaign" }),
};

export const STATUS: Labels = {
  PLANNED: msg({ message: "Planned", context: "status of a campaign" }),
  ACTIVE: msg({ message: "Active", context: "status of a campaign" }),
  COMPLETED: msg({ message: "Completed", context: "status of a campaign" }),
  CANCELLED: msg({ message: "Cancelled", context: "status of a campaign" }),
};

export const STATUS_TONE: Record<string, Tone> = {
  PLANNED: "plain",
  ACTIVE: "accent",
  COMPLETED: "good",
  CANCELLED: "bad",
};

export const MEMBER: Labels = {
  INVITED: msg({ message: "Invited", context: "member of a campaign" }),
  REGISTERED: msg({ message: "Registered", context: "member of a campaign" }),
  ATTENDED: msg({ message: "Attended", context: "member of a campaign" }),
  RESPONDED: msg({ message: "Responded", context: "member of a campaign" }),
  DECLINED: msg({ message: "Declined", context: "member of a campaign" }),
};

export const MEMBER_TONE: Record<string, Tone> = {
  INVITED: "plain",
  REGISTERED: "accent",
  ATTENDED: "good",
  RESPONDED: "good",
  DECLINED: "bad",
};
