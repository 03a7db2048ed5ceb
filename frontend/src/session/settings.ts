/** What this browser remembers about its user's taste: language and theme, before and after sign-in. */
export type Locale = "zh-CN" | "en";
export type Theme = "system" | "light" | "dark";

/** How the profile names languages. */
export const localeCode = (locale: Locale) => (locale === "zh-CN" ? "ZH_CN" : "EN");
export const localeOfCode = (code: string | null): Locale | null =>
  code === "ZH_CN" ? "zh-CN" : code === "EN" ? "en" : null;

export function remember(key: string, value: string) {
  try {
    localStorage.setItem(`weir.${key}`, value);
  } catch {
    // Private windows may refuse storage; the choice then lasts for this page.
  }
}

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(`weir.${key}`);
  } catch {
    return null;
  }
}

export function currentLocale(): Locale {
  const known = recall("locale") ?? document.documentElement.lang ?? navigator.language;
  return known.startsWith("zh") ? "zh-CN" : "en";
}

export function currentTheme(): Theme {
  const known = recall("theme");
  return known === "light" || known === "dark" ? known : "system";
}

const systemDark = () => matchMedia("(prefers-color-scheme: dark)");

export function applyTheme(theme: Theme) {
  remember("theme", theme);
  const dark = theme === "dark" || (theme === "system" && systemDark().matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

export function followSystemTheme() {
  systemDark().addEventListener("change", () => currentTheme() === "system" && applyTheme("system"));
}
