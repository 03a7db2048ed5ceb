// @vitest-environment happy-dom
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useListSearch } from "./useListSearch";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** A page whose address only changes when the test says so. */
function page() {
  const write = vi.fn();
  const hook = renderHook(({ known }: { known?: string }) => useListSearch(known, write), { initialProps: {} });
  const wait = () => act(() => void vi.advanceTimersByTime(1000));
  return { ...hook, write, wait, type: (text: string) => act(() => hook.result.current[1](text)) };
}

it("what is typed goes into the address once, a moment after the last key", () => {
  const { type, wait, write } = page();
  type("深");
  type("深圳");
  wait();
  expect(write.mock.calls).toEqual([["深圳"]]);
});

it("a view's search stands in the box and is not taken out of the address again", () => {
  const { rerender, result, wait, write } = page();
  rerender({ known: "深圳" });
  wait();
  expect(result.current[0]).toBe("深圳");
  rerender({});
  wait();
  expect(result.current[0]).toBe("");
  expect(write).not.toHaveBeenCalled();
});

it("what is typed while the address follows is kept", () => {
  const { rerender, result, type, wait, write } = page();
  type("深");
  wait();
  type("深圳");
  rerender({ known: "深" });
  expect(result.current[0]).toBe("深圳");
  wait();
  expect(write.mock.calls).toEqual([["深"], ["深圳"]]);
});
