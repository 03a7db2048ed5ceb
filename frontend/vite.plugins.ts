import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import { lingui } from "@lingui/vite-plugin";
import babel from "@rolldown/plugin-babel";
import react from "@vitejs/plugin-react";
import type { PluginOption, Rolldown } from "vite";
import { textsInTwoParts } from "./vite.texts.ts";

/** The transforms that both the build and the tests need: JSX, message macros, message catalogs. */
export function plugins(): PluginOption[] {
  return [
    react(),
    lingui(),
    textsInTwoParts(),
    babel({
      include: /\/src\/.*\.tsx?$/,
      exclude: /\.gen\.ts$/,
      plugins: ["@lingui/babel-plugin-lingui-macro"],
      parserOpts: { plugins: ["jsx", "typescript"] },
    }),
  ];
}

const WARM: Record<string, string> = {
  board: "src/deals/BoardPage.tsx",
  home: "src/home/HomePage.tsx",
  en: "src/locales/en.po?first",
  "zh-cn": "src/locales/zh-CN.po?first",
};

/**
 * Tells `theme.js` which files the most frequent pages and each language need, so that they are fetched beside the start, and runs
 * what asks for the first answers as soon as it is here.
 */
export function warmable(): PluginOption {
  return {
    name: "weir-warmable",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle }) {
        const chunks = Object.values(bundle ?? {}).filter((one): one is Rolldown.OutputChunk => one.type === "chunk");
        const attributes = Object.entries(WARM).map(([name, module]) => {
          const chunk = chunks.find((one) => one.facadeModuleId?.endsWith(module));
          if (!chunk) throw new Error(`No chunk begins with ${module}.`);
          const files = [chunk.fileName, ...chunk.imports].filter((file) => !html.includes(file));
          return `data-${name}="${files.map((file) => `/${file}`).join(" ")}"`;
        });
        const soon = ["src/app/early.ts", "react-dom/client.js"].map((module) => {
          const chunk = chunks.find((one) => one.moduleIds.some((id) => id.endsWith(module)));
          if (!chunk) throw new Error(`No chunk has ${module}.`);
          return `<script type="module" async crossorigin src="/${chunk.fileName}"></script>`;
        });
        return html
          .replace('<script src="/theme.js"', (tag) => `${tag} ${attributes.join(" ")}`)
          .replace('<script type="module"', (tag) => [...soon, tag].join("\n    "));
      },
    },
  };
}

/** Packs what is asked for all day once, as well as it can be: `x.js` gets an `x.js.br` and an `x.js.gz` beside it. */
export function packed(): PluginOption {
  const pack = {
    br: (text: string) => promisify(brotliCompress)(text),
    gz: (text: string) => promisify(gzip)(text, { level: 9 }),
  };
  return {
    name: "weir-packed",
    apply: "build",
    async writeBundle({ dir = "" }, bundle) {
      const texts = Object.values(bundle).flatMap((one) => {
        const text = one.type === "chunk" ? one.code : one.source;
        return /\.(js|css)$/.test(one.fileName) && typeof text === "string" ? [[one.fileName, text] as const] : [];
      });
      const files = texts.flatMap(([name, text]) =>
        Object.entries(pack).map(async ([suffix, by]) => writeFile(join(dir, `${name}.${suffix}`), await by(text))),
      );
      await Promise.all(files);
    },
  };
}
