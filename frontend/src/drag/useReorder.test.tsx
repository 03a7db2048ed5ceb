// @vitest-environment happy-dom
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { gapAmong } from "./row";
import { useReorder } from "./useReorder";

type Save = (ids: readonly string[]) => Promise<boolean>;

function Stages({ save }: { save: Save }) {
  const order = useReorder({ ids: ["认知", "意向", "评估"], nameOf: (id) => id, onReorder: save });
  return (
    <ol ref={order.root}>
      {order.ids.map((id) => (
        <li key={id} {...order.item(id)}>
          <button {...order.handle(id)}>{id}</button>
        </li>
      ))}
    </ol>
  );
}

function show(save: Save) {
  render(
    <I18nProvider i18n={i18n}>
      <Stages save={save} />
    </I18nProvider>,
  );
  const handle = screen.getByText("认知");
  handle.focus();
  return handle;
}

const order = () => screen.getAllByRole("listitem").map((one) => one.textContent);
const spoken = () => document.querySelector("[data-announcer]")?.textContent ?? "";

describe("putting stages in order by keyboard", () => {
  beforeEach(() => {
    i18n.load("en", {});
    i18n.activate("en");
  });
  afterEach(cleanup);

  it("shows the new order at once, keeps the focus and says where it went", async () => {
    let settle: (done: boolean) => void = () => undefined;
    const asked: (readonly string[])[] = [];
    const handle = show((ids) => {
      asked.push(ids);
      return new Promise((done) => {
        settle = done;
      });
    });
    for (const key of [" ", "ArrowDown"]) fireEvent.keyDown(handle, { key });
    expect(order()).toEqual(["认知", "意向", "评估"]);
    fireEvent.keyDown(handle, { key: " " });
    expect(order()).toEqual(["意向", "认知", "评估"]);
    expect(asked).toEqual([["意向", "认知", "评估"]]);
    expect(document.activeElement).toBe(screen.getByText("认知"));
    settle(true);
    await waitFor(() => expect(spoken()).toMatch(/number/));
  });

  it("shows the old order again when it could not be saved", async () => {
    const handle = show(async () => false);
    for (const key of [" ", "End", " "]) fireEvent.keyDown(handle, { key });
    await waitFor(() => expect(spoken()).toMatch(/not moved/));
    // It is spoken at once; what is drawn follows with React's next turn.
    await waitFor(() => expect(order()).toEqual(["认知", "意向", "评估"]));
  });

  it("gives up with Escape, and asks for nothing", () => {
    const handle = show(async () => expect.fail("nothing was dropped"));
    for (const key of [" ", "ArrowDown", "Escape"]) fireEvent.keyDown(handle, { key });
    expect(order()).toEqual(["认知", "意向", "评估"]);
    expect(spoken()).toMatch(/Given up/);
  });
});

describe("where a drop lands among items of different lengths", () => {
  it("is the gap before the first middle behind the pointer", () => {
    expect(gapAmong([50, 200, 310], 10)).toBe(0);
    expect(gapAmong([50, 200, 310], 60)).toBe(1);
    expect(gapAmong([50, 200, 310], 309)).toBe(2);
    expect(gapAmong([50, 200, 310], 999)).toBe(3);
    expect(gapAmong([], 5)).toBe(0);
  });
});
