import "../ui/tokens.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { activateLocale } from "../session/messages";
import { currentLocale, followSystemTheme } from "../session/settings";
import { App } from "./App";
import { warmRoute } from "./router";

followSystemTheme();

// After a new release the old page may ask for files that are gone: the new page has them. At most once a minute.
addEventListener("vite:preloadError", (event) => {
  const last = Number(sessionStorage.getItem("weir.reloaded") ?? 0);
  if (Date.now() - last < 60_000) return;
  event.preventDefault();
  sessionStorage.setItem("weir.reloaded", String(Date.now()));
  location.reload();
});
warmRoute();
const root = document.getElementById("root");
if (!root) throw new Error("index.html lost its root element");

activateLocale(currentLocale()).then(() =>
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);
