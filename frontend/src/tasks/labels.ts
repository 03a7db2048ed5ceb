import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

export const TASK_STATUS: Record<string, MessageDescriptor> = {
  OPEN: msg`To do`,
  IN_PROGRESS: msg`In progress`,
  DONE: msg`Done`,
  CANCELLED: msg`Cancelled`,
};

export const PRIORITY: Record<string, MessageDescriptor> = { LOW: msg`Low`, NORMAL: msg`Normal`, HIGH: msg`High` };

export const TASK_KIND: Record<string, MessageDescriptor> = {
  CALL: msg`Call`,
  MAIL: msg`Mail`,
  MEETING: msg`Meeting`,
  VISIT: msg`Visit`,
  DOCUMENT: msg`Document`,
  TODO: msg`To do`,
};
