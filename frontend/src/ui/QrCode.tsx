import { encodeQR } from "qr";
import { useMemo } from "react";

/** A text as a QR code: dark on light in every theme, because cameras read it so. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => {
    const rows = encodeQR(text, "raw", { ecc: "medium", border: 2 });
    return { size: rows.length, path: rows.flatMap(runs).join("") };
  }, [text]);
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" className="size-44">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

/** The dark stretches of one row. */
function runs(row: boolean[], y: number): string[] {
  const found: string[] = [];
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue;
    const start = x;
    while (row[x + 1]) x++;
    found.push(`M${start} ${y}h${x - start + 1}v1H${start}z`);
  }
  return found;
}
