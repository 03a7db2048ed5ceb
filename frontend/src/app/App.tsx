import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { RouterProvider } from "@tanstack/react-router";
import { lazy, Suspense, use, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { Provider, useQuery } from "urql";
import { setFormats } from "../session/formats";
import { activateLocale, withTexts } from "../session/messages";
import { sessionKnown, sessionState, subscribeSession } from "../session/session";
import { applyTheme, currentLocale, currentTheme, localeOfCode, type Theme } from "../session/settings";
import { type Viewer, ViewerProvider } from "../session/viewer";
import { ViewerDocument } from "../session/viewer.gen";
import { client } from "../sync/client";
import { problemOf } from "../sync/problems";
import { ErrorState } from "../ui/ErrorState";
import { onFirstNotice } from "../ui/notify";
import { NetworkBanner } from "./NetworkBanner";
import { router } from "./router";

const SignInPage = lazy(() => import("../session/SignInPage").then((module) => ({ default: module.SignInPage })));
const ExpiredDialog = lazy(() =>
  withTexts(import("../session/ExpiredDialog")).then((module) => ({ default: module.ExpiredDialog })),
);
const LazyToaster = lazy(() => withTexts(import("../ui/Toaster")).then((module) => ({ default: module.Toaster })));

export function App() {
  return (
    <I18nProvider i18n={i18n}>
      <Provider value={client}>
        <Suspense fallback={<Splash />}>
          <Entrance />
        </Suspense>
        <Notices />
      </Provider>
    </I18nProvider>
  );
}

function Notices() {
  const [wanted, setWanted] = useState(false);
  useEffect(() => onFirstNotice(() => setWanted(true)), []);
  return <Suspense>{wanted && <LazyToaster />}</Suspense>;
}

let known: Viewer | null = null;
let theirLanguage: Promise<void> | null = null;

/**
 * What a person's profile says about language, theme and time zone takes effect once, when they are recognised. Returns what to wait for
 * when their language is not the one that is shown: whoever types meanwhile would lose it with the page in the other language.
 */
function recognise(viewer: Viewer): Promise<void> | null {
  if (known?.user.id === viewer.user.id) return theirLanguage;
  known = viewer;
  const { locale, theme, email } = viewer.user;
  setFormats({ timeZone: viewer.timeZone, currency: viewer.baseCurrency });
  sessionKnown(email ?? "");
  const wantedLocale = localeOfCode(locale);
  // Without a network they read on in the language that is here.
  const isOther = wantedLocale && wantedLocale !== currentLocale();
  theirLanguage = isOther ? activateLocale(wantedLocale).catch(() => undefined) : null;
  const wanted = theme?.toLowerCase();
  if ((wanted === "light" || wanted === "dark") && wanted !== currentTheme()) applyTheme(wanted as Theme);
  return theirLanguage;
}

function Entrance() {
  const session = useSyncExternalStore(subscribeSession, sessionState);
  const [{ data, error }, again] = useQuery({ query: ViewerDocument, requestPolicy: "cache-first" });
  const viewer = useMemo<Viewer | null>(() => (data?.me ? { ...data.viewer, user: data.me } : null), [data]);
  const language = viewer && recognise(viewer);
  if (language) use(language);
  // Somebody has just signed in: who is it? The first asking is the query's own.
  useEffect(
    () => subscribeSession(() => sessionState() === "unknown" && again({ requestPolicy: "network-only" })),
    [again],
  );

  if (!viewer && session === "out")
    return (
      <Suspense fallback={<Splash />}>
        <SignInPage />
      </Suspense>
    );
  if (!viewer) {
    return error ? (
      <ErrorState
        className="pt-24"
        problem={problemOf(error)}
        onRetry={() => again({ requestPolicy: "network-only" })}
      />
    ) : (
      <Splash />
    );
  }
  return (
    <ViewerProvider viewer={viewer}>
      <NetworkBanner />
      <RouterProvider router={router} />
      <Suspense>{session === "expired" && <ExpiredDialog />}</Suspense>
    </ViewerProvider>
  );
}

function Splash() {
  return (
    <div className="grid h-dvh place-items-center" aria-busy>
      <img src="/weir.svg" alt="" className="size-10 animate-pulse" />
    </div>
  );
}
