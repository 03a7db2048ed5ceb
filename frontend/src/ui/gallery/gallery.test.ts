import { expect, test } from "vitest";
import { SAMPLES, SCREENS } from "./GalleryPage";

test("every component of the design system has its place in the gallery", () => {
  const files = Object.keys(import.meta.glob(["../*.tsx", "!../*.test.tsx"])).map((path) => path.slice(3, -4));
  const shown = [...Object.keys(SAMPLES), ...Object.keys(SCREENS)];
  expect(files.filter((name) => !shown.includes(name))).toEqual([]);
  expect(shown.filter((name) => !files.includes(name))).toEqual([]);
});
