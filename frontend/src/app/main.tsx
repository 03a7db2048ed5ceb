import "../ui/tokens.css";
import "../drag/drag.css";
import { StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import { activateLocale, withTexts } from "../session/messages";
import { currentLocale, followSystemTheme } from "../session/settings";
import { ViewerDocument } from "../session/viewer.gen";
import { client } from "../sync/client";
import { App } from "./App";
import { router, warmBoard } from "./router";

followSystemTheme();

void client.query(ViewerDocument, {}).toPromise();
warmBoard();
// Once the first page is drawn. Without a network, whatever is opened says so itself.
setTimeout(() => {
  withTexts(import("./prefetch")).then(
    ({ prefetch }) => prefetch(),
    () => undefined,
  );
}, 2500);
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
