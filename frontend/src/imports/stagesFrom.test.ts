import { describe, expect, it } from "vitest";
import { stagesFrom } from "./stagesFrom";

describe("stages named in a file", () => {
  it("become a pipeline in a sensible order", () => {
    expect(stagesFrom(["Won", "Engaging", "Lost", "Prospecting", ""])).toEqual([
      { name: "Prospecting", type: "OPEN", probability: 30 },
      { name: "Engaging", type: "OPEN", probability: 60 },
      { name: "Won", type: "WON", probability: 100 },
      { name: "Lost", type: "LOST", probability: 0 },
    ]);
  });
});
