import type { Drawing } from "../charts/engine";

/** Gives a file to the browser to keep. */
export function hand(name: string, content: Blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** The chart as it is on the screen, as a file. */
export async function saveDrawing(drawing: Drawing, name: string, kind: "png" | "svg") {
  const svg = drawing.renderToSVGString();
  const picture = new Blob([svg], { type: "image/svg+xml" });
  if (kind === "svg") return hand(`${name}.svg`, picture);
  const image = new Image();
  const address = URL.createObjectURL(picture);
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  // Twice as fine as the screen: it is made for slides.
  canvas.width = drawing.getWidth() * 2;
  canvas.height = drawing.getHeight() * 2;
  const pen = canvas.getContext("2d");
  if (pen) {
    pen.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--surface");
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  }
  URL.revokeObjectURL(address);
  canvas.toBlob((made) => made && hand(`${name}.png`, made), "image/png");
}
