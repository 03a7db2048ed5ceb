import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import {
  CalendarDaysIcon,
  type LucideIcon,
  MailIcon,
  MapPinIcon,
  MessageCircleIcon,
  PhoneIcon,
  StickyNoteIcon,
} from "lucide-react";

export type Kind = "CALL" | "MAIL" | "MEETING" | "MESSAGE" | "VISIT" | "NOTE";

export const KINDS: readonly Kind[] = ["CALL", "VISIT", "MEETING", "MESSAGE", "MAIL", "NOTE"];

export const KIND: Record<Kind, MessageDescriptor> = {
  CALL: msg`Call`,
  MAIL: msg`Mail`,
  MEETING: msg`Meeting`,
  MESSAGE: msg`Message`,
  VISIT: msg`Visit`,
  NOTE: msg`Note`,
};

export const KIND_ICON: Record<Kind, LucideIcon> = {
  CALL: PhoneIcon,
  MAIL: MailIcon,
  MEETING: CalendarDaysIcon,
  MESSAGE: MessageCircleIcon,
  VISIT: MapPinIcon,
  NOTE: StickyNoteIcon,
};

export const OUTCOME: Record<string, MessageDescriptor> = {
  CONNECTED: msg`Reached`,
  NOT_CONNECTED: msg`Not reached`,
  POSITIVE: msg`Positive`,
  NEUTRAL: msg`Neutral`,
  NEGATIVE: msg`Negative`,
};
