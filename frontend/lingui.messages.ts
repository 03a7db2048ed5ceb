import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import babel from "@lingui/cli/api/extractors/babel";
import type { ExtractedMessage, ExtractorType } from "@lingui/conf";

const at = import.meta.dirname;
const KEPT = join(at, "node_modules/.cache/messages");
// Another version of Lingui may find other messages: the versions stand in here.
const versions = readFileSync(join(at, "package.json"));

function keptAt(path: string): ExtractedMessage[] | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    // Not read before, or by a process that was killed while it wrote.
    return undefined;
  }
}

/** Lingui's own extractor. It takes 20 ms a file, so what it found in a file is kept for as long as the file stays as it is. */
export const extractor: ExtractorType = {
  match: (name) => babel.match(name),
  async extract(name, code, found, context) {
    if (!code.includes("@lingui")) return;
    const path = join(KEPT, `${createHash("sha256").update(versions).update(name).update(code).digest("hex")}.json`);
    let messages = keptAt(path);
    if (!messages) {
      const fresh: ExtractedMessage[] = [];
      await babel.extract(name, code, (message) => fresh.push(message), context);
      messages = fresh;
      mkdirSync(KEPT, { recursive: true });
      writeFileSync(path, JSON.stringify(fresh));
    }
    for (const message of messages) found(message);
  },
};
