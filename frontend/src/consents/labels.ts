import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

type Labels = Record<string, MessageDescriptor>;

export const PURPOSE: Labels = {
  SERVICE: msg({ message: "Being served", context: "purpose of a consent" }),
  MARKETING: msg({ message: "Marketing", context: "purpose of a consent" }),
  RECORDING: msg({ message: "Recording of calls and chats", context: "purpose of a consent" }),
  SHARING: msg({ message: "Sharing with others", context: "purpose of a consent" }),
  CROSS_BORDER: msg({ message: "Transfer abroad", context: "purpose of a consent" }),
};

export const WAY: Labels = {
  FORM: msg({ message: "Web form", context: "how a consent was given" }),
  API: msg({ message: "API", context: "how a consent was given" }),
  SPOKEN: msg({ message: "Spoken", context: "how a consent was given" }),
  WRITTEN: msg({ message: "In writing", context: "how a consent was given" }),
  MESSAGE: msg({ message: "In a message", context: "how a consent was given" }),
};
/** What a person can say they were told; forms and platforms speak for themselves. */
export const TOLD_BY = ["SPOKEN", "WRITTEN", "MESSAGE"];
