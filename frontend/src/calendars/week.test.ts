import { expect, it } from "vitest";
import { another, length, monthRows, typedClock, written } from "./week";

it("draws February 2026 from its Sunday on", () => {
  const rows = monthRows(2026, 1);
  expect(rows[0]).toEqual([null, null, null, null, null, null, "2026-02-01"]);
  expect(rows.at(-1)).toEqual([
    "2026-02-23",
    "2026-02-24",
    "2026-02-25",
    "2026-02-26",
    "2026-02-27",
    "2026-02-28",
    null,
  ]);
});

it("adds a period after the last, within the day", () => {
  expect(another([])).toEqual([["09:00", "18:00"]]);
  expect(another([["09:00", "12:00"]])).toEqual([
    ["09:00", "12:00"],
    ["13:00", "17:00"],
  ]);
  expect(another([["09:00", "24:00"]]).at(-1)).toEqual(["23:00", "24:00"]);
});

it("says and counts hours", () => {
  expect(
    written([
      ["09:00", "12:00"],
      ["13:00", "18:00"],
    ]),
  ).toBe("09:00–12:00, 13:00–18:00");
  expect(
    length([
      ["09:00", "12:00"],
      ["13:00", "18:00"],
    ]),
  ).toBe(480);
});

it("knows a time however it is typed", () => {
  expect(["9", "930", "9:30", "09：30", "24:00"].map(typedClock)).toEqual([
    "09:00",
    "09:30",
    "09:30",
    "09:30",
    "24:00",
  ]);
  expect(["", "25:00", "9:75", "noon"].map(typedClock)).toEqual([null, null, null, null]);
});
