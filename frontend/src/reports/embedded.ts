import { draw } from "../charts/engine";
import { keepFitting } from "../charts/fitting";
import { setFormats } from "../session/formats";
import type { ChartKind } from "./definition";
import { optionOf } from "./drawing";
import { heightOf, plotOf } from "./plot";
import { figuresOf, type Raw, type Words } from "./result";

/** What an embedded page brings for each picture; written by `backend/weir/reports/pictures.py`. */
type Given = {
  name: string;
  chart: ChartKind;
  target: string;
  words: Words;
  /** How many more there are, with # for the number. */
  more: string;
  figures: Raw;
};

const root = document.documentElement;

/** The theme the page asks for; `auto` is the system's, and paper is light. */
function keepTheme() {
  const asked = root.dataset.theme;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    root.dataset.theme = asked === "auto" ? (dark.matches ? "dark" : "light") : asked;
  };
  follow();
  dark.addEventListener("change", follow);
  window.addEventListener("beforeprint", () => {
    root.dataset.theme = "light";
  });
  window.addEventListener("afterprint", follow);
}

/** Draws one picture above its table; where there is nothing to draw, the table says it all. */
function show(place: HTMLElement) {
  const { name, chart, target, words, more, figures } = JSON.parse(place.textContent ?? "") as Given;
  setFormats({ locale: root.lang === "en" ? "en" : "zh-CN", timeZone: figures.timeZone, currency: figures.currency });
  const plot = plotOf(figuresOf(figures), chart, words);
  if (!plot) return;
  const box = document.createElement("div");
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", name);
  box.style.height = `${heightOf(plot, 340)}px`;
  place.append(box);
  keepFitting(box, draw(box), (ink) => optionOf(plot, ink, figures.currency, Number(target) || undefined));
  place.classList.add("drawn");
  if (plot.left > 0) place.append(more.replace("#", String(plot.left)));
}

keepTheme();
for (const place of document.querySelectorAll<HTMLElement>(".picture")) show(place);
