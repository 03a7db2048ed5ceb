import { lingui } from "@lingui/vite-plugin";
import babel from "@rolldown/plugin-babel";
import react from "@vitejs/plugin-react";
import type { PluginOption } from "vite";

/** The transforms that both the build and the tests need: JSX, message macros, message catalogs. */
export function plugins(): PluginOption[] {
  return [
    react(),
    lingui(),
    babel({
      include: /\/src\/.*\.tsx?$/,
      exclude: /\.gen\.ts$/,
      plugins: ["@lingui/babel-plugin-lingui-macro"],
      parserOpts: { plugins: ["jsx", "typescript"] },
    }),
  ];
}
