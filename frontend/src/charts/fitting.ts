import type { Drawing } from "./engine";
import { type Inks, inks } from "./palette";

/** What fits on a sheet of paper between its margins, in its pixels. */
const PAPER = 640;

/** Draws what `option` says, and again when the theme or the room changes, narrower on paper; returns what ends that. */
export function keepFitting(element: HTMLElement, drawing: Drawing, option: (ink: Inks) => object): () => void {
  const again = () => drawing.setOption({ animation: false, ...option(inks()) }, true);
  const fit = () => drawing.resize();
  const onPaper = () => drawing.resize({ width: PAPER });
  again();
  const sizes = new ResizeObserver(fit);
  sizes.observe(element);
  const themes = new MutationObserver(again);
  themes.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  window.addEventListener("beforeprint", onPaper);
  window.addEventListener("afterprint", fit);
  return () => {
    sizes.disconnect();
    themes.disconnect();
    window.removeEventListener("beforeprint", onPaper);
    window.removeEventListener("afterprint", fit);
  };
}
