import { expect, test } from "vitest";
import { changesOf, draftOf, type FormField, isQuestion, questionName } from "./draft";
import type { WebFormFactsFragment } from "./forms.gen";

const field = (name: string): FormField => ({
  name,
  kind: "TEXT",
  labelZh: name,
  labelEn: "",
  required: false,
  options: [],
});
const form = { id: "form_1", version: 1, name: "预约", key: "k", fields: [field("name")], titleZh: null, returns: [] };
const known = form as unknown as WebFormFactsFragment;

test("only what was changed is sent, and an emptied text as nothing", () => {
  const draft = draftOf(known);
  expect(changesOf(known, draft)).toEqual({});
  expect(changesOf(known, { ...draft, titleZh: "" })).toEqual({});
  expect(changesOf(known, { ...draft, titleZh: "标题" })).toEqual({ titleZh: "标题" });
  const titled = { ...known, titleZh: "标题" } as WebFormFactsFragment;
  expect(changesOf(titled, { ...draft, titleZh: "" })).toEqual({ titleZh: null });
});

test("a new question takes the first free name", () => {
  expect(questionName([field("q1"), field("q3"), field("name")])).toBe("q2");
  expect(isQuestion("q2") && !isQuestion("quantity")).toBe(true);
});
