import tailwind from "@tailwindcss/vite";
import { defineConfig } from "vite";
import { plugins } from "./vite.plugins.ts";

const backend = process.env.WEIR_BACKEND ?? "http://127.0.0.1:8000";
const proxied = ["/auth", "/files", "/exports", "/imports", "/healthz"];

export default defineConfig({
  plugins: [...plugins(), tailwind()],
  build: {
    target: "baseline-widely-available",
    manifest: true,
    chunkSizeWarningLimit: 700,
    // A browser fetches six files at a time: on a phone each further handful is another way there and back. What is needed at
    // once comes as one file, the icons that several pages share as another.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "start", tags: ["$initial"], priority: 2 },
            { name: "icons", test: /lucide-react/, minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      "/graphql": { target: backend, ws: true },
      ...Object.fromEntries(proxied.map((path) => [path, { target: backend }])),
    },
  },
});
