import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

export const OBJECTS = ["DEAL", "ACCOUNT", "CONTACT", "LEAD"] as const;
export type CustomizedObject = (typeof OBJECTS)[number];

export const OBJECT_NAME: Record<CustomizedObject, MessageDescriptor> = {
  DEAL: msg`Deals`,
  ACCOUNT: msg`Accounts`,
  CONTACT: msg`Contacts`,
  LEAD: msg`Leads`,
};

export const KIND_NAME: Record<string, MessageDescriptor> = {
  STRING: msg`Text`,
  TEXT: msg`Long text`,
  INT: msg`Whole number`,
  DECIMAL: msg`Decimal number`,
  BOOL: msg`Yes or no`,
  DATE: msg`Date`,
  DATETIME: msg`Date and time`,
  ENUM: msg`One choice`,
  TAGS: msg`Several choices`,
};
