import { defineConfig } from "vite";
import { packed } from "./vite.plugins.ts";

/** The one script of embedded pages: the charts of reports and nothing else of the client. Its name never changes: the server writes it. */
export default defineConfig({
  plugins: [packed()],
  publicDir: false,
  build: {
    target: "baseline-widely-available",
    emptyOutDir: false,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      input: { embed: "src/reports/embedded.ts" },
      // No module: a frame that is a world of its own may load it all the same.
      output: { format: "iife", entryFileNames: "[name].js" },
    },
  },
});
