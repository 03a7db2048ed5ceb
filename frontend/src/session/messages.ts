import { i18n } from "@lingui/core";
import { setFormats } from "./formats";
import { currentLocale, type Locale, remember } from "./settings";

type Catalog = { messages: Record<string, string> };

// What is drawn first is a third of all; the rest comes with the first module that was not there at once.
const first: Record<Locale, () => Promise<Catalog>> = {
  en: () => import("../locales/en.po?first"),
  "zh-CN": () => import("../locales/zh-CN.po?first"),
};
const rest: Record<Locale, () => Promise<Catalog>> = {
  en: () => import("../locales/en.po?rest"),
  "zh-CN": () => import("../locales/zh-CN.po?rest"),
};

/** The rest, by language, as far as it is here. */
const got: { [locale in Locale]?: Catalog["messages"] } = {};
let wantsRest = false;

/** Loads a language's texts and switches the page to it. */
export async function activateLocale(locale: Locale) {
  const [{ messages }] = await Promise.all([first[locale](), wantsRest && fetchRest(locale)]);
  remember("locale", locale);
  document.documentElement.lang = locale;
  setFormats({ locale });
  i18n.loadAndActivate({ locale, messages: { ...messages, ...got[locale] } });
}

async function fetchRest(locale: Locale) {
  got[locale] ??= (await rest[locale]()).messages;
  // Put beside what is shown without telling anybody: nothing that is drawn waits for it, and drawing anew would cost.
  if (i18n.locale === locale) Object.assign(i18n.messages, got[locale]);
}

/** A module fetched later, once its texts are here too. Every fetch in what is drawn first goes through this; the build sees to it. */
export async function withTexts<Module>(module: Promise<Module>): Promise<Module> {
  wantsRest = true;
  const [here] = await Promise.all([module, fetchRest(currentLocale())]);
  return here;
}
