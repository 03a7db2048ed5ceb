import { expect, test } from "vitest";
import { put } from "./model";

test("an element is changed, removed or added behind the others", () => {
  expect(put([1, 2, 3], 1, 9)).toEqual([1, 9, 3]);
  expect(put([1, 2, 3], 1, null)).toEqual([1, 3]);
  expect(put([1], 1, 2)).toEqual([1, 2]);
});
