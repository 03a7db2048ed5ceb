export type NewStage = { name: string; type: "OPEN" | "WON" | "LOST" | "INVALID"; probability: number };

const WON = /won|win|成交|赢单|已签/i;
const LOST = /lost|lose|输单|丢单|失败/i;
const EARLY = /prospect|lead|new|初步|线索|新建/i;

/** A first proposal for the stages named in a file: open ones first, early ones before others, then won and lost. */
export function stagesFrom(names: readonly string[]): NewStage[] {
  const kinds = names
    .map((name) => name.trim())
    .filter(Boolean)
    .map((name) => ({
      name,
      type: WON.test(name) ? ("WON" as const) : LOST.test(name) ? ("LOST" as const) : ("OPEN" as const),
    }));
  const open = kinds
    .filter((one) => one.type === "OPEN")
    .sort((a, b) => Number(EARLY.test(b.name)) - Number(EARLY.test(a.name)));
  const step = 90 / (open.length + 1);
  return [
    ...open.map((one, index) => ({ ...one, probability: Math.round((step * (index + 1)) / 5) * 5 })),
    ...kinds.filter((one) => one.type === "WON").map((one) => ({ ...one, probability: 100 })),
    ...kinds.filter((one) => one.type === "LOST").map((one) => ({ ...one, probability: 0 })),
  ];
}
