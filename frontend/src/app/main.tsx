import "../ui/tokens.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { activateLocale } from "../session/messages";
import { currentLocale, followSystemTheme } from "../session/settings";
import { ViewerDocument } from "../session/viewer.gen";
import { client } from "../sync/client";
import { App } from "./App";
import { prefetchLater } from "./prefetch";
import { warmRoute } from "./router";

followSystemTheme();

void client.query(ViewerDocument, {}).toPromise();
warmRoute();
prefetchLater();
const root = document.getElementById("root");
if (!root) throw new Error("index.html lost its root element");

activateLocale(currentLocale()).then(() =>
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);
