import type { WebFormFactsFragment } from "./forms.gen";

export type FormField = {
  name: string;
  kind: "TEXT" | "AREA" | "CHOICE";
  labelZh: string;
  labelEn: string;
  required: boolean;
  options: string[];
};

/** A form as it is being built. */
export type Draft = Omit<WebFormFactsFragment, "id" | "version" | "key" | "status" | "fields" | "returns"> & {
  fields: FormField[];
  returns: string[];
};

const PARTS = [
  "name",
  "fields",
  "titleZh",
  "titleEn",
  "introZh",
  "introEn",
  "buttonZh",
  "buttonEn",
  "thanksZh",
  "thanksEn",
  "theme",
  "accent",
  "redirectUrl",
  "returns",
] as const;

export const draftOf = (form: WebFormFactsFragment): Draft =>
  Object.fromEntries(PARTS.map((part) => [part, form[part]])) as unknown as Draft;

/** Only what was changed is sent; an emptied text is nothing. */
export function changesOf(form: WebFormFactsFragment, typed: Draft): Record<string, unknown> {
  const draft = { ...typed, returns: typed.returns.filter((one) => one.trim()) };
  return Object.fromEntries(
    PARTS.filter((part) => JSON.stringify(draft[part] || null) !== JSON.stringify(form[part] || null)).map((part) => [
      part,
      draft[part] === "" ? null : draft[part],
    ]),
  );
}

/** The next free name for a question of the form's own. */
export function questionName(fields: readonly FormField[]): string {
  const taken = new Set(fields.map((one) => one.name));
  let number = 1;
  while (taken.has(`q${number}`)) number++;
  return `q${number}`;
}

export const isQuestion = (name: string) => /^q\d+$/.test(name);
