import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Tone } from "../ui/Badge";

export const IMPORT_STATUS: Record<string, MessageDescriptor> = {
  MAPPING: msg`Being prepared`,
  CHECKING: msg`Being checked`,
  CHECKED: msg`Checked`,
  RUNNING: msg`Running`,
  DONE: msg({ message: "Done", context: "import" }),
  CANCELLED: msg({ message: "Cancelled", context: "import" }),
  FAILED: msg`Failed`,
  UNDOING: msg`Being undone`,
  UNDONE: msg`Undone`,
};

export const IMPORT_TONE: Record<string, Tone> = {
  MAPPING: "plain",
  CHECKING: "accent",
  CHECKED: "accent",
  RUNNING: "accent",
  DONE: "good",
  CANCELLED: "warn",
  FAILED: "bad",
  UNDOING: "accent",
  UNDONE: "plain",
};

export const BY: Record<string, MessageDescriptor> = {
  name: msg`by name`,
  code: msg`by code`,
  email: msg`by e-mail`,
  number: msg`by number`,
  externalId: msg`by outside id`,
};

export const BUSY = new Set(["CHECKING", "RUNNING", "UNDOING"]);
