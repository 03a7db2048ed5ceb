import tailwind from "@tailwindcss/vite";
import { defineConfig } from "vite";
import { packed, plugins, warmable } from "./vite.plugins.ts";
import { drawnBy } from "./vite.texts.ts";

const backend = process.env.WEIR_BACKEND ?? "http://127.0.0.1:8000";
const proxied = ["/auth", "/files", "/exports", "/forms", "/imports", "/healthz"];

// The few modules that ask for the first answers while all others are still on their way.
const EARLY = /src\/(app\/early|sync\/early|deals\/(firstBoard|board\.gen)|session\/(settings|viewer\.gen))\.ts$/;
// Half of the start: it is made ready while the other half is still on its way.
const REACT = /node_modules\/(react|react-dom|scheduler)\//;
// What the board shares with other pages: one file, not a handful found one after the other.
const ofBoard = drawnBy(["src/deals/BoardPage.tsx"]);
const ofHome = drawnBy(["src/home/HomePage.tsx"]);
const sharedByBoard = (id: string) => {
  const file = id.slice(import.meta.dirname.length + 1);
  return ofBoard.has(file) && !ofHome.has(file);
};

export default defineConfig({
  plugins: [...plugins(), tailwind(), warmable(), packed()],
  build: {
    target: "baseline-widely-available",
    manifest: true,
    chunkSizeWarningLimit: 700,
    // A browser fetches six files at a time: on a phone each further handful is another way there and back. What is needed at
    // once comes as one file, the icons that several pages share as another.
    rolldownOptions: {
      input: ["index.html", "src/app/early.ts"],
      output: {
        codeSplitting: {
          groups: [
            { name: "early", tags: ["$initial"], test: EARLY, priority: 3 },
            { name: "react", tags: ["$initial"], test: REACT, priority: 3 },
            { name: "start", tags: ["$initial"], priority: 2 },
            { name: "board", test: sharedByBoard, minShareCount: 2, priority: 1 },
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
