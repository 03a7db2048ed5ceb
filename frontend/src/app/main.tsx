import "../ui/tokens.css";
import "../drag/drag.css";
import { StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import { activateLocale } from "../session/messages";
import { currentLocale, followSystemTheme } from "../session/settings";
import { ViewerDocument } from "../session/viewer.gen";
import { client } from "../sync/client";
import { App } from "./App";
import { prefetchLater } from "./prefetch";
import { router, warmBoard } from "./router";

followSystemTheme();

void client.query(ViewerDocument, {}).toPromise();
warmBoard();
prefetchLater();
const root = document.getElementById("root");
if (!root) throw new Error("index.html lost its root element");

// Drawn once the language and the page's own code are here. As a transition it gives way to whatever the person does meanwhile.
Promise.all([activateLocale(currentLocale()), router.load()]).then(() =>
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  ),
);
