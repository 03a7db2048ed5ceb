import { useCallback } from "react";
import { act } from "../sync/act";
import { activateLocale } from "./messages";
import { applyTheme, type Locale, localeCode, type Theme } from "./settings";
import { UpdateProfileDocument } from "./viewer.gen";

/** Changes language and theme here at once, and in the profile for every other device. */
export function useTaste() {
  const setLocale = useCallback(async (locale: Locale) => {
    await activateLocale(locale);
    await act(UpdateProfileDocument, { input: { locale: localeCode(locale) } }, true);
  }, []);
  const setTheme = useCallback(async (theme: Theme) => {
    applyTheme(theme);
    await act(UpdateProfileDocument, { input: { theme: theme.toUpperCase() as "DARK" | "LIGHT" | "SYSTEM" } }, true);
  }, []);
  return { setLocale, setTheme };
}
