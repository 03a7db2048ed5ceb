/** What a page asks of the server before the client's code is here. Each answer is used once, by the request that wanted it. */
const asked = new Map<string, Promise<Response>>();

type Asked = { operationName?: string; variables?: unknown };

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (!value || typeof value !== "object") return value;
  const parts = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(parts.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)]));
};

const keyOf = ({ operationName, variables }: Asked) => JSON.stringify([operationName, sorted(variables ?? {})]);

/** Asks for it now. `language` is that of the answer's messages. */
export function askEarly(query: unknown, operationName: string, variables: unknown, language: string) {
  const answer = fetch("/graphql", {
    method: "POST",
    credentials: "same-origin",
    headers: {
      "content-type": "application/json",
      accept: "application/graphql-response+json, application/json",
      "accept-language": language,
    },
    body: JSON.stringify({ operationName, query, variables }),
  });
  // Whoever wants it hears of a failure; nobody may want it.
  answer.catch(() => undefined);
  asked.set(keyOf({ operationName, variables }), answer);
}

/** `fetch`, for which an answer may be on its way already. */
export const fetchOrEarly: typeof fetch = (input, init) => {
  if (asked.size === 0 || typeof init?.body !== "string") return fetch(input, init);
  const key = keyOf(JSON.parse(init.body) as Asked);
  const answer = asked.get(key);
  asked.delete(key);
  return answer ?? fetch(input, init);
};
