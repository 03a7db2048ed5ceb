import type { Line } from "./arithmetic";

/** The lifted copy under the pointer and the line where it would land: plain elements, moved by transform only. */
export class Ghost {
  private copy: HTMLElement | null = null;
  private line: HTMLElement | null = null;
  private dx = 0;
  private dy = 0;
  private marked: Element | null = null;

  lift(card: HTMLElement, x: number, y: number) {
    const box = card.getBoundingClientRect();
    this.dx = box.left - x;
    this.dy = box.top - y;
    const copy = card.cloneNode(true) as HTMLElement;
    copy.removeAttribute("id");
    // The copy is nothing but a picture: who looks for the card must find the one.
    for (const name of Object.keys(copy.dataset)) delete copy.dataset[name];
    copy.setAttribute("aria-hidden", "true");
    copy.inert = true;
    copy.dataset.lifted = "";
    Object.assign(copy.style, {
      position: "fixed",
      left: "0",
      top: "0",
      margin: "0",
      width: `${box.width}px`,
      height: `${box.height}px`,
      zIndex: "90",
      pointerEvents: "none",
      willChange: "transform",
    });
    document.body.append(copy);
    this.copy = copy;
    this.follow(x, y);
  }

  follow(x: number, y: number) {
    if (this.copy) this.copy.style.transform = `translate3d(${x + this.dx}px, ${y + this.dy}px, 0) rotate(1.2deg)`;
  }

  showLine({ left, top, width, height }: Line, element: Element | null) {
    if (!this.line) {
      this.line = document.createElement("div");
      this.line.dataset.dropLine = "";
      this.line.setAttribute("aria-hidden", "true");
      document.body.append(this.line);
    }
    const { style } = this.line;
    const [wide, high] = [`${width}px`, `${height}px`];
    if (style.width !== wide) style.width = wide;
    if (style.height !== high) style.height = high;
    style.transform = `translate3d(${left}px, ${top}px, 0)`;
    this.mark(element, "data-drop-over");
  }

  /** Over a list that takes nothing: no line, and the list says so. */
  refuse(element: Element | null) {
    this.line?.remove();
    this.line = null;
    this.mark(element, "data-drop-refused");
  }

  private mark(element: Element | null, sign: string) {
    if (this.marked === element && (!element || element.hasAttribute(sign))) return;
    this.unmark();
    element?.setAttribute(sign, "");
    this.marked = element;
  }

  private unmark() {
    this.marked?.removeAttribute("data-drop-over");
    this.marked?.removeAttribute("data-drop-refused");
    this.marked = null;
  }

  clear() {
    this.copy?.remove();
    this.line?.remove();
    this.unmark();
    this.copy = this.line = null;
  }
}
