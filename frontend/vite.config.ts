import tailwind from "@tailwindcss/vite";
import { defineConfig } from "vite";
import { plugins } from "./vite.plugins.ts";

const backend = process.env.WEIR_BACKEND ?? "http://127.0.0.1:8000";
const proxied = ["/auth", "/files", "/exports", "/imports", "/healthz"];

export default defineConfig({
  plugins: [...plugins(), tailwind()],
  build: { target: "baseline-widely-available", manifest: true, chunkSizeWarningLimit: 700 },
  server: {
    proxy: {
      "/graphql": { target: backend, ws: true },
      ...Object.fromEntries(proxied.map((path) => [path, { target: backend }])),
    },
  },
});
