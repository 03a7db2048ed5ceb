import { i18n } from "@lingui/core";
import { setFormats } from "./formats";
import { type Locale, remember } from "./settings";

const catalogs: Record<Locale, () => Promise<{ messages: Record<string, string> }>> = {
  en: () => import("../locales/en.po"),
  "zh-CN": () => import("../locales/zh-CN.po"),
};

/** Loads a language's catalog and switches the page to it. */
export async function activateLocale(locale: Locale) {
  const { messages } = await catalogs[locale]();
  remember("locale", locale);
  document.documentElement.lang = locale;
  setFormats({ locale });
  i18n.loadAndActivate({ locale, messages });
}
