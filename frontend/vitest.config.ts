import { defineConfig } from "vitest/config";
import { plugins } from "./vite.plugins.ts";

export default defineConfig({
  plugins: plugins() as never,
  // A test that draws asks for a document itself: `// @vitest-environment happy-dom`.
  test: { isolate: false, include: ["src/**/*.test.{ts,tsx}"], restoreMocks: true },
});
