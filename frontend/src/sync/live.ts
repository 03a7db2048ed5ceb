import { type Client, createClient } from "graphql-ws";
import { renewSession } from "../session/session";

type Listener = () => void;
let socket: Client | null = null;
let everConnected = false;
const resync = new Set<Listener>();

/** Runs when the socket is back after a break: what was missed meanwhile must be read again. */
export function onResync(listener: Listener) {
  resync.add(listener);
  return () => void resync.delete(listener);
}

/** The one socket of this tab; it opens with the first subscription and closes with the last. */
export function live(): Client {
  socket ??= createClient({
    url: () => `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/graphql`,
    lazy: true,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    keepAlive: 20_000,
    retryWait: async (retries) => {
      const pause = Math.min(30_000, 500 * 2 ** retries) * (0.7 + Math.random() * 0.6);
      await new Promise((done) => setTimeout(done, pause));
    },
    on: {
      connected: () => {
        if (everConnected) for (const listener of resync) listener();
        everConnected = true;
      },
      closed: (event) => {
        const { code } = event as CloseEvent;
        if (code === 4401 || code === 4403) void renewSession();
      },
    },
  });
  return socket;
}
