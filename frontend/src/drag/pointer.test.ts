// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Layout } from "./layout";
import { attachPointerDrag } from "./pointer";

const layout = {
  placeOf: () => ({ list: "first", index: 0 }),
  aim: () => null,
  scroll: () => undefined,
} as unknown as Layout;

function at(element: Element, type: string, clientX: number) {
  const finger = { pointerId: 1, pointerType: "mouse", isPrimary: true };
  element.dispatchEvent(new PointerEvent(type, { ...finger, bubbles: true, clientX }));
}

describe("the click that follows a drop", () => {
  const root = document.createElement("div");
  const card = document.createElement("article");
  const button = document.createElement("button");
  const opened = vi.fn();
  const answered = vi.fn();
  let detach: () => void;

  beforeEach(() => {
    card.dataset.dragItem = "deal";
    root.replaceChildren(card);
    document.body.replaceChildren(root, button);
    root.setPointerCapture = () => undefined;
    root.onclick = opened;
    button.onclick = answered;
    detach = attachPointerDrag({ root, layout, onLift: () => undefined, onDrop: () => undefined });
    at(card, "pointerdown", 10);
    at(card, "pointermove", 40);
    at(card, "pointerup", 40);
  });

  afterEach(() => {
    detach();
    vi.clearAllMocks();
  });

  it("does not open the card", () => {
    card.click();
    expect(opened).not.toHaveBeenCalled();
  });

  it("still answers the dialog that the drop opened", () => {
    button.click();
    expect(answered).toHaveBeenCalledOnce();
  });
});
