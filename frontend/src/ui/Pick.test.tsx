// @vitest-environment happy-dom
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Choice } from "./Combobox";
import { Pick } from "./Pick";

const PEOPLE = ["张三", "李四", "王五"].map((label) => ({ value: label, label }));

/** Answers only when told to, so that a test can look at what stands in between. */
function server() {
  const answers = new Map<string, (found: readonly Choice[]) => void>();
  const find = (text: string) => new Promise<readonly Choice[]>((resolve) => answers.set(text, resolve));
  const answer = (text: string, names: readonly string[]) =>
    act(async () => answers.get(text)?.(PEOPLE.filter((one) => names.includes(one.label))));
  return { find, answer };
}

function Owner({ find }: { find: (text: string) => Promise<readonly Choice[]> }) {
  const [value, setValue] = useState<Choice | null>(null);
  return <Pick aria-label="负责人" value={value} onChange={setValue} find={find} />;
}

const options = () => screen.queryAllByRole("option").map((one) => one.textContent);
const input = () => screen.getByRole<HTMLInputElement>("combobox");
const later = () => act(async () => vi.advanceTimersByTime(200));

async function open(find: (text: string) => Promise<readonly Choice[]>) {
  render(
    <I18nProvider i18n={i18n}>
      <Owner find={find} />
    </I18nProvider>,
  );
  await later();
  await act(async () => {
    fireEvent.mouseDown(input());
    fireEvent.click(input());
  });
}

describe("choosing from a list the server searches", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    i18n.load("en", {});
    i18n.activate("en");
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  it("shows of the last answer only what fits what was typed since, until the next one comes", async () => {
    const { find, answer } = server();
    await open(find);
    await answer("", ["张三", "李四", "王五"]);
    expect(options()).toEqual(["张三", "李四", "王五"]);
    await act(async () => fireEvent.input(input(), { target: { value: "王" }, inputType: "insertText" }));
    expect(options()).toEqual(["王五"]);
    await later();
    await answer("王", ["李四", "王五"]);
    expect(options()).toEqual(["李四", "王五"]);
  });

  it("keeps its rows still under a pressed pointer, and what was pressed is chosen", async () => {
    const { find, answer } = server();
    await open(find);
    await answer("", ["张三", "李四", "王五"]);
    await act(async () => fireEvent.input(input(), { target: { value: "王" }, inputType: "insertText" }));
    await later();
    const row = screen.getByRole("option", { name: "王五" });
    fireEvent.pointerDown(row);
    await answer("王", ["张三", "李四"]);
    expect(options()).toEqual(["王五"]);
    fireEvent.pointerUp(row);
    await act(async () => fireEvent.click(row));
    expect(input().value).toBe("王五");
  });
});
