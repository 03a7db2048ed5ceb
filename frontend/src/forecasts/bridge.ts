import type { PipelineWaterfallQuery } from "./waterfall.gen";

export type Fall = PipelineWaterfallQuery["pipelineWaterfall"];
export type Bar = { key: string; from: number; to: number; deals: number; kind: "end" | "up" | "down" };

/** The bars of the waterfall: the first pipeline, each step where the one before it ended, the second pipeline. */
export function bridge(fall: Fall): Bar[] {
  let at = Number(fall.startAmount);
  const bars: Bar[] = [{ key: "START", from: 0, to: at, deals: fall.startDeals, kind: "end" }];
  for (const one of fall.steps) {
    if (one.isBeside || one.deals === 0) continue;
    const change = Number(one.change);
    bars.push({ key: one.step, from: at, to: at + change, deals: one.deals, kind: change < 0 ? "down" : "up" });
    at += change;
  }
  bars.push({ key: "END", from: 0, to: Number(fall.endAmount), deals: fall.endDeals, kind: "end" });
  return bars;
}
