import { currentLocale, recall, remember } from "./settings";

/** out: nobody is known yet, the sign-in page shows. expired: somebody was, the sign-in dialog covers the page. */
export type SessionState = "unknown" | "in" | "expired" | "out";

let state: SessionState = "unknown";
let waiting: { promise: Promise<void>; resolve: () => void } | null = null;
let knownEmail: string | null = null;
const listeners = new Set<() => void>();

export const subscribeSession = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
export const sessionState = () => state;
export const knownUser = () => knownEmail;

function enter(next: SessionState) {
  if (state === next) return;
  state = next;
  for (const listener of listeners) listener();
}

/** Called once the viewer has been read. */
export function sessionKnown(email: string) {
  knownEmail = email;
  enter("in");
}

export type SignInAnswer =
  | { ok: true }
  | {
      ok: false;
      code: "BAD_CREDENTIALS" | "TOTP_REQUIRED" | "TOTP_INVALID" | "THROTTLED" | "NETWORK" | "OTHER";
      message: string;
      retryAfter?: number;
    };

export function post(path: string, body: unknown = {}) {
  return fetch(path, {
    method: "POST",
    credentials: "same-origin",
    headers: { "content-type": "application/json", accept: "application/json", "accept-language": currentLocale() },
    body: JSON.stringify(body),
  });
}

export async function signIn(email: string, password: string, code?: string): Promise<SignInAnswer> {
  let response: Response;
  try {
    response = await post("/auth/sign-in", { email, password, ...(code ? { code } : {}) });
  } catch {
    return { ok: false, code: "NETWORK", message: "" };
  }
  if (response.ok) {
    // Another person at the same screen must not inherit pages, forms and cache of the first.
    if (knownEmail && knownEmail.toLowerCase() !== email.trim().toLowerCase()) location.reload();
    enter(knownEmail ? "in" : "unknown");
    waiting?.resolve();
    waiting = null;
    return { ok: true };
  }
  const answer = (await response.json().catch(() => ({}))) as { code?: string; message?: string; retryAfter?: number };
  const codes = ["BAD_CREDENTIALS", "TOTP_REQUIRED", "TOTP_INVALID", "THROTTLED"] as const;
  return {
    ok: false,
    code: codes.find((known) => known === answer.code) ?? "OTHER",
    message: answer.message ?? "",
    retryAfter: answer.retryAfter,
  };
}

async function refresh(askedAt: number): Promise<boolean> {
  // Refresh tokens rotate: a second tab that sends the old one would look like a thief.
  if (Number(recall("refreshedAt") ?? 0) > askedAt) return true;
  try {
    const response = await post("/auth/refresh");
    if (response.ok) remember("refreshedAt", String(Date.now()));
    return response.ok || response.status >= 500;
  } catch {
    return true; // Without a network nobody is signed out: the operation itself will report the network.
  }
}

let renewing: Promise<void> | null = null;

/** Makes the session valid again: silently when it can, else by asking; resolves once somebody is signed in. */
export function renewSession(): Promise<void> {
  renewing ??= (async () => {
    const askedAt = Date.now();
    const renewed = navigator.locks
      ? await navigator.locks.request("weir-refresh", () => refresh(askedAt))
      : await refresh(askedAt);
    if (renewed) return;
    if (!waiting) {
      let resolve = () => {};
      const promise = new Promise<void>((done) => {
        resolve = done;
      });
      waiting = { promise, resolve };
    }
    enter(knownEmail ? "expired" : "out");
    await waiting.promise;
  })().finally(() => {
    renewing = null;
  });
  return renewing;
}

export async function signOut(everywhere = false) {
  await post(everywhere ? "/auth/sign-out-everywhere" : "/auth/sign-out").catch(() => undefined);
  location.assign("/");
}
