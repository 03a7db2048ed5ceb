import { Trans, useLingui } from "@lingui/react/macro";
import { Outlet, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { withTexts } from "../session/messages";
import { useMedia } from "../ui/useMedia";
import { useCloseOverlay } from "../ui/useOverlay";
import { LoadBoundary } from "./LoadBoundary";
import { PhoneBar } from "./PhoneBar";
import { Sidebar } from "./Sidebar";

const Overlay = lazy(() => withTexts(import("./Overlay")).then((module) => ({ default: module.Overlay })));
const Palette = lazy(() => withTexts(import("./Palette")).then((module) => ({ default: module.Palette })));

/** The frame around every page: a sidebar, on phones a bar at the bottom, and the dialogs any page can open. */
export function Shell() {
  const { i18n } = useLingui();
  const search = useRouterState({ select: (state) => state.location.search as { new?: string; for?: string } });
  const close = useCloseOverlay();
  const [palette, setPalette] = useState(false);
  // Drawn, not only shown: a slow phone should not build what it has no room for.
  const wide = useMedia("(min-width: 48rem)");

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setPalette((open) => !open);
      }
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);

  return (
    <div key={i18n.locale} className="flex h-dvh">
      <a
        href="#main"
        className="-translate-y-20 fixed top-2 left-2 z-90 rounded-lg bg-accent px-3 py-2 text-accent-fg text-sm focus:translate-y-0"
      >
        <Trans>Skip to the content</Trans>
      </a>
      {wide && <Sidebar onSearch={() => setPalette(true)} />}
      <div className="min-w-0 flex-1 pb-[calc(3.5rem+env(safe-area-inset-bottom))] md:pb-0">
        <Outlet />
      </div>
      {!wide && <PhoneBar onSearch={() => setPalette(true)} />}
      <LoadBoundary key={`${search.new}${palette}`}>
        <Suspense>
          {search.new && <Overlay name={search.new} about={search.for} onClose={close} />}
          {palette && <Palette onClose={() => setPalette(false)} />}
        </Suspense>
      </LoadBoundary>
    </div>
  );
}
