import type { Drawing } from "../charts/engine";
import { type Inks, inks } from "../charts/palette";

/** Gives a file to the browser to keep. */
export function hand(name: string, content: Blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** The chart as it is on the screen, with its title above and below it what its figures are of, as a file. */
export async function saveDrawing(drawing: Drawing, title: string, facts: string, kind: "png" | "svg") {
  const { svg, width, height } = framed(drawing, title, facts, inks());
  const picture = new Blob([svg], { type: "image/svg+xml" });
  if (kind === "svg") return hand(`${title}.svg`, picture);
  const image = new Image();
  const address = URL.createObjectURL(picture);
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  // Twice as fine as the screen: it is made for slides.
  canvas.width = width * 2;
  canvas.height = height * 2;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(address);
  canvas.toBlob((made) => made && hand(`${title}.png`, made), "image/png");
}

const EDGE = 16;

function framed(drawing: Drawing, title: string, facts: string, ink: Inks) {
  const width = drawing.getWidth();
  // As the browser writes it: the chart library's own text leaves quotes in the names of fonts as they are.
  const drawn = drawing.getDom().querySelector("svg");
  const chart = drawn ? new XMLSerializer().serializeToString(drawn) : "";
  const above = block(title, width, EDGE, 18, `600 18px ${ink.font}`, ink.text);
  const top = EDGE + above.height + EDGE / 2;
  const below = block(facts, width, top + drawing.getHeight() + EDGE / 2, 12, `12px ${ink.font}`, ink.quiet);
  const height = Math.ceil(top + drawing.getHeight() + EDGE / 2 + below.height + EDGE);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<rect width="100%" height="100%" fill="${ink.surface}"/>${above.text}` +
    `<g transform="translate(0 ${top})">${chart}</g>${below.text}</svg>`;
  return { svg, width, height };
}

/** A text as lines that fit, from `top` down. */
function block(text: string, width: number, top: number, size: number, font: string, color: string) {
  const lines = wrapped(text, width - 2 * EDGE, font);
  const spans = lines.map((one, n) => `<tspan x="${EDGE}" y="${top + size * (1 + 1.4 * n)}">${plain(one)}</tspan>`);
  return {
    text: `<text style="font:${plain(font)}" fill="${color}">${spans.join("")}</text>`,
    height: size * 1.4 * lines.length,
  };
}

function wrapped(text: string, width: number, font: string): string[] {
  const pen = document.createElement("canvas").getContext("2d");
  if (pen) pen.font = font;
  const lines = [""];
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)) {
    const longer = `${lines.at(-1)}${segment}`;
    if (lines.at(-1) && pen && pen.measureText(longer).width > width) lines.push(segment.trimStart());
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

const plain = (text: string) => text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);
