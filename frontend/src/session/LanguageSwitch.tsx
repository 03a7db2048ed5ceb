import { useLingui } from "@lingui/react/macro";
import { Segmented } from "../ui/Toggle";
import { activateLocale } from "./messages";
import type { Locale } from "./settings";

/** The names of languages are never translated. */
export const LANGUAGES: { value: Locale; label: string }[] = [
  { value: "zh-CN", label: "简体中文" },
  { value: "en", label: "English" },
];

export function LanguageSwitch() {
  const { t, i18n } = useLingui();
  return (
    <Segmented
      label={t`Language`}
      value={i18n.locale as Locale}
      options={LANGUAGES}
      onChange={(locale) => activateLocale(locale)}
    />
  );
}
