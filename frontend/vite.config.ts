import tailwind from "@tailwindcss/vite";
import { defineConfig } from "vite";
import { groups } from "./vite.chunks.ts";
import { packed, plugins, warmable } from "./vite.plugins.ts";

const backend = process.env.WEIR_BACKEND ?? "http://127.0.0.1:8000";
const proxied = ["/auth", "/files", "/exports", "/forms", "/imports", "/healthz"];

export default defineConfig({
  plugins: [...plugins(), tailwind(), warmable(), packed()],
  build: {
    target: "baseline-widely-available",
    manifest: true,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      input: ["index.html", "src/app/early.ts"],
      output: { codeSplitting: { groups } },
    },
  },
  server: {
    proxy: {
      "/graphql": { target: backend, ws: true },
      ...Object.fromEntries(proxied.map((path) => [path, { target: backend }])),
    },
  },
});
