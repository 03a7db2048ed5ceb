import { authExchange } from "@urql/exchange-auth";
import { Client, type CombinedError, fetchExchange, subscriptionExchange } from "urql";
import { renewSession } from "../session/session";
import { currentLocale } from "../session/settings";
import { cache } from "./cache";
import { fetchOrEarly } from "./early";
import { live } from "./live";
import { watchNetwork } from "./network";
import { besides } from "./pastCache";

const unauthenticated = (error: CombinedError) =>
  error.graphQLErrors.some((problem) => problem.extensions?.code === "UNAUTHENTICATED");

/** How every request is sent; `more` are headers of its own. */
export const requestOptions = (more: Record<string, string> = {}): RequestInit => ({
  credentials: "same-origin",
  headers: {
    accept: "application/graphql-response+json, application/json",
    "accept-language": currentLocale(),
    ...more,
  },
});

/** The one GraphQL client of this tab. */
export const client = new Client({
  url: "/graphql",
  preferGetMethod: false,
  requestPolicy: "cache-and-network",
  fetch: fetchOrEarly,
  fetchOptions: () => requestOptions(),
  exchanges: [
    watchNetwork,
    besides(cache()),
    authExchange(async () => ({
      addAuthToOperation: (operation) => operation,
      didAuthError: unauthenticated,
      refreshAuth: renewSession,
    })),
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: ({ query, variables }) => ({
        subscribe: (sink) => ({
          unsubscribe: live().subscribe(
            { query: query ?? "", variables: variables as Record<string, unknown> },
            sink as Parameters<ReturnType<typeof live>["subscribe"]>[1],
          ),
        }),
      }),
    }),
  ],
});
