import { currentLocale } from "../session/settings";

type Problem = { code: string; zh: string; en: string };

/** What is wrong with a mail or its server, in the reader's language; kept in both, because its readers are not known. */
export function problemTexts(problems: unknown): string[] {
  const chinese = currentLocale().startsWith("zh");
  return ((problems ?? []) as Problem[]).map((one) => (chinese ? one.zh : one.en));
}
