import { defineConfig } from "@lingui/conf";
import { formatter } from "@lingui/format-po";
import { extractor } from "./lingui.messages.ts";

export default defineConfig({
  sourceLocale: "en",
  locales: ["en", "zh-CN"],
  catalogs: [{ path: "<rootDir>/src/locales/{locale}", include: ["<rootDir>/src"], exclude: ["**/*.gen.ts"] }],
  extractors: [extractor],
  format: formatter({ lineNumbers: false }),
  orderBy: "message",
});
