import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Tone } from "../ui/Badge";

type Labels = Record<string, MessageDescriptor>;

export const SECURITY: Labels = {
  TLS: msg`TLS (port 465)`,
  STARTTLS: msg`STARTTLS (port 587)`,
  NONE: msg`None (only in your own network)`,
};

export const KIND: Labels = {
  TEST: msg`Test mail`,
  REPORT: msg`Report`,
  ALERT: msg`Alert`,
};

export const STATE: Labels = {
  WAITING: msg({ message: "Waiting", context: "a mail" }),
  SENDING: msg`Being sent`,
  SENT: msg`Sent`,
  SKIPPED: msg`Not sent`,
  FAILED: msg({ message: "Failed", context: "a mail" }),
};

export const STATE_TONE: Record<string, Tone> = {
  WAITING: "accent",
  SENDING: "accent",
  SENT: "good",
  SKIPPED: "plain",
  FAILED: "bad",
};
