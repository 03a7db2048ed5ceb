import { defineConfig } from "vitest/config";
import { plugins } from "./vite.plugins.ts";

export default defineConfig({
  plugins: plugins() as never,
  test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"], restoreMocks: true },
});
