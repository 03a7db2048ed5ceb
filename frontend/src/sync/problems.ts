import { t } from "@lingui/core/macro";
import type { CombinedError } from "urql";

/** A refusal that belongs to the input; the server has already put it into the reader's language. */
export type UserError = { code: string; field: readonly string[]; message: string };

/** Anything that is not the user's doing, in words, with the id a support person can look up. */
export type Problem = {
  kind: "network" | "missing" | "limit" | "fault";
  title: string;
  detail?: string;
  retryAfter?: number;
};

export function problemOf(error: CombinedError): Problem {
  if (error.networkError && error.graphQLErrors.length === 0) {
    if (error.response && (error.response as Response).status >= 500) {
      return { kind: "fault", title: t`The server has a problem`, detail: t`Please try again in a moment.` };
    }
    return {
      kind: "network",
      title: t`No connection to the server`,
      detail: t`Your input is kept. Try again when you are back online.`,
    };
  }
  const first = error.graphQLErrors[0];
  const extensions = (first?.extensions ?? {}) as { code?: string; errorId?: string; retryAfter?: number };
  switch (extensions.code) {
    case "NOT_FOUND":
      return { kind: "missing", title: t`This record does not exist, or you may not see it` };
    case "FORBIDDEN":
      return {
        kind: "missing",
        title: t`Your role does not see this`,
        detail: t`An administrator can say which role does, and give it to you.`,
      };
    case "RATE_LIMITED":
      return {
        kind: "limit",
        title: t`Too many requests at once`,
        detail: t`Please wait a moment and try again.`,
        retryAfter: extensions.retryAfter,
      };
    case "TIMEOUT":
      return {
        kind: "limit",
        title: t`This took too long and was stopped`,
        detail: t`Take a shorter period or narrow the filter, then ask again.`,
      };
    case "MAX_COST_EXCEEDED":
      return { kind: "limit", title: t`This asks for too much at once`, detail: t`Narrow the filter and try again.` };
    case "INTERNAL_SERVER_ERROR": {
      const id = extensions.errorId ?? "?";
      return { kind: "fault", title: t`Something went wrong on the server`, detail: t`Error id: ${id}` };
    }
    default:
      return { kind: "fault", title: t`The request was refused`, detail: first?.message };
  }
}
