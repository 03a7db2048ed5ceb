import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

type Entry = { id: string; text: string };

/** Reads the entries of a PO file: enough of the format for the files Lingui writes. */
function entries(path: string): Entry[] {
  const joined = (block: string, key: string) => {
    const match = new RegExp(`^${key} ((?:".*"\\n?)*)`, "m").exec(block);
    return [...(match?.[1] ?? "").matchAll(/"(.*)"/g)].map((line) => line[1]).join("");
  };
  return readFileSync(path, "utf8")
    .split("\n\n")
    .map((block) => ({ id: `${joined(block, "msgctxt")}|${joined(block, "msgid")}`, text: joined(block, "msgstr") }))
    .filter((entry) => entry.id !== "|");
}

const names = (text: string) => [...text.matchAll(/\{(\w+)/g)].map((match) => match[1]).sort();

describe("the message catalogs", () => {
  const en = entries("src/locales/en.po");
  const zh = entries("src/locales/zh-CN.po");

  it("hold the same messages, and not few", () => {
    expect(zh.map((entry) => entry.id)).toEqual(en.map((entry) => entry.id));
    expect(zh.length).toBeGreaterThan(300);
  });

  it("leave nothing untranslated", () => {
    expect(zh.filter((entry) => !entry.text)).toEqual([]);
  });

  it("keep every placeholder", () => {
    for (const entry of zh) expect([entry.id, names(entry.text)]).toEqual([entry.id, names(entry.id)]);
  });

  it("set Chinese with the signs of Chinese", () => {
    const half = /[\u4e00-\u9fff）」”][,:;?!](?!\d)|\}[,:;?!](?=[\u4e00-\u9fff])/;
    expect(zh.filter((entry) => half.test(entry.text)).map((entry) => entry.text)).toEqual([]);
  });

  it("are what the sources ask for", () => {
    const folder = mkdtempSync(join(tmpdir(), "weir-catalogs-"));
    cpSync("src/locales", folder, { recursive: true });
    execFileSync("npx", ["lingui", "extract", "--clean"], { stdio: "pipe" });
    const fresh = entries("src/locales/en.po").map((entry) => entry.id);
    cpSync(folder, "src/locales", { recursive: true });
    rmSync(folder, { recursive: true });
    expect(fresh.sort()).toEqual(en.map((entry) => entry.id).sort());
  }, 60_000);
});
