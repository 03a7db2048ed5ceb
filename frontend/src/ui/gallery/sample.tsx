import { useLingui } from "@lingui/react";
import type { ReactNode } from "react";

/** One component in all its states. The key in a group is the name of its file. */
export type Group = Record<string, () => ReactNode>;

/** A sample's words in the language of the page; they are examples, so they stay out of the message catalogs. */
export function useSay() {
  const { i18n } = useLingui();
  return (zh: string, en: string) => (i18n.locale === "zh-CN" ? zh : en);
}

/** States of one component, side by side. */
export function Row({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-3">{children}</div>;
}

/** Fields, which want to be as wide as they are in a form. */
export function Grid({ children }: { children: ReactNode }) {
  return <div className="grid gap-4 sm:grid-cols-2">{children}</div>;
}
