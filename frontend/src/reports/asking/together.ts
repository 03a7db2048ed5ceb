import type { AskedReport } from "./useReport";

/** Several reports that are shown as one: there when `isThere`, given up and asked again together. */
export function together(isThere: boolean, parts: readonly [AskedReport, ...AskedReport[]]): AskedReport {
  const shown = parts.find((one) => one.working) ?? parts[0];
  const all = (act: (one: AskedReport) => void) => () => parts.forEach(act);
  return {
    data: isThere ? true : undefined,
    error: parts.find((one) => one.error && one.data === undefined)?.error,
    working: parts.some((one) => one.working),
    isCancelled: parts.some((one) => one.isCancelled),
    question: parts.map((one) => one.question).join(),
    ticket: shown.ticket,
    cancel: all((one) => one.working && one.cancel()),
    again: all((one) => one.again()),
  };
}
