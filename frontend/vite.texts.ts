import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { createCompiledCatalog, getCatalogForFile, getCatalogs } from "@lingui/cli/api";
import { getConfig } from "@lingui/conf";
import type { PluginOption } from "vite";

/** What may be drawn before anything else was fetched: the frame, the pages most days begin with, and all they import at once. */
const ROOTS = ["src/app/main.tsx", "src/session/SignInPage.tsx", "src/deals/BoardPage.tsx", "src/home/HomePage.tsx"];
const PART = /^(.*\.po)\?(first|rest)$/;
const STATIC = /(?:^|\n)\s*(?:import|export)\s(?!type\s)(?:[^"';]*?\sfrom\s+)?"(\.[^"]+)"/g;
const LATER = /(?<!withTexts\()import\("(\.[^"]+)"\)/g;

const at = import.meta.dirname;
const sourceOf = (file: string): [file: string, source: string] | null => {
  for (const ending of ["", ".ts", ".tsx"]) {
    try {
      return [`${file}${ending}`, readFileSync(join(at, `${file}${ending}`), "utf8")];
    } catch {
      // Not under this ending.
    }
  }
  return null;
};

/**
 * The modules that these import at once, themselves included, by their paths from the client's folder. Throws when one of them fetches
 * another module without the texts that one needs.
 */
export function drawnBy(modules: readonly string[]): Set<string> {
  const found = new Set<string>();
  const queue = [...modules];
  for (let next = queue.pop(); next; next = queue.pop()) {
    const [file, source] = sourceOf(next) ?? ["", ""];
    if (!file || found.has(file) || !/\.tsx?$/.test(file)) continue;
    found.add(file);
    for (const [, to] of source.matchAll(LATER)) {
      const isText = PART.test(to ?? "");
      const isRoot = ROOTS.includes(`${join(dirname(file), to ?? "")}.tsx`);
      if (!isText && !isRoot)
        throw new Error(`${file} fetches ${to} without its texts: write withTexts(import("${to}")).`);
    }
    for (const [, to = ""] of source.matchAll(STATIC)) queue.push(join(dirname(file), to));
  }
  return found;
}

/** A language in two parts: `zh-CN.po?first` has what is drawn first, `zh-CN.po?rest` everything else. */
export function textsInTwoParts(): PluginOption {
  const config = getConfig({ cwd: at });
  return {
    name: "weir-texts",
    enforce: "pre",
    async load(id) {
      const [, file, part] = PART.exec(id) ?? [];
      if (!file || !part) return null;
      const known = getCatalogForFile(relative(at, file), await getCatalogs(config));
      if (!known) throw new Error(`${file} is no catalog.`);
      const { locale, catalog } = known;
      this.addWatchFile(file);
      const drawn = drawnBy(ROOTS);
      const entries = (await catalog.read(locale)) ?? {};
      const isFirst = (key: string) => entries[key]?.origin?.some(([from]) => from !== undefined && drawn.has(from));
      const { messages } = await catalog.getTranslations(locale, {
        sourceLocale: config.sourceLocale ?? "en",
        fallbackLocales: config.fallbackLocales || {},
      });
      const wanted = Object.entries(messages).filter(([key]) => !isFirst(key) === (part === "rest"));
      const { source, errors } = createCompiledCatalog(locale, Object.fromEntries(wanted), { namespace: "es" });
      if (errors.length) throw new Error(`${file}: ${errors.map((one) => one.error.message).join(", ")}`);
      return { code: source, map: null, moduleType: "js" };
    },
  };
}
