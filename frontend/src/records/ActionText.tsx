import { useLingui } from "@lingui/react";
import type { ReactNode } from "react";
import { ACTION } from "./labels";

const PLACE = "\uE000";

type Props = {
  action: string | null | undefined;
  /** What it was done to. */
  what: ReactNode;
  /** What follows when the words do not say what it was done to. */
  apart?: ReactNode;
};

/** What somebody did and to what, as a sentence of the reader's language; an action without words is shown as it is. */
export function ActionText({ action, what, apart }: Props) {
  const { i18n } = useLingui();
  const name = action?.split(".").at(-1)?.toUpperCase() ?? "";
  const words = ACTION[name];
  const filled = words && { ...words, values: { what: PLACE } };
  const [before, after] = (filled ? i18n._(filled) : name).split(PLACE);
  return (
    <>
      {before}
      {after === undefined ? apart : what}
      {after}
    </>
  );
}
