import { type Cache, type CacheExchangeOpts, cacheExchange, type UpdateResolver } from "@urql/exchange-graphcache";

/** Everything with an id is an entity; connections, money, totals and errors are parts of their parent. */
const keys = new Proxy({} as NonNullable<CacheExchangeOpts["keys"]>, {
  get: () => (data: { id?: string }) => data.id ?? null,
  has: () => true,
});

const TYPES: Record<string, string> = {
  deal: "Deal",
  account: "Account",
  contact: "Contact",
  contract: "Contract",
  payment: "Payment",
  lead: "Lead",
  campaign: "Campaign",
  channel: "Channel",
  task: "Task",
  pipeline: "Pipeline",
  user: "User",
};

/** The type behind a global id: deal_0192… is a Deal. Stages are not here: a move answers with their new totals itself. */
export const typeOf = (id: string) => TYPES[id.slice(0, id.indexOf("_"))];

const QUIET = new Set(["markNotificationsRead", "revealField", "updateProfile"]);
/** Single records are updated by their id; everything else at the root is a list or a total that may have changed. */
const STEADY = new Set([
  "viewer",
  "catalog",
  "deal",
  "account",
  "contact",
  "contract",
  "payment",
  "lead",
  "campaign",
  "user",
  "product",
  "__typename",
]);

function forgetLists(
  cache: Cache,
  entity: { __typename: string; id: string } | "Query",
  keep: (field: string) => boolean,
) {
  for (const field of cache.inspectFields(entity)) {
    if (!keep(field.fieldName)) cache.invalidate(entity, field.fieldName, field.arguments);
  }
}

const LISTS =
  /^(deals|contacts|leads|activities|tasks|files|comments|lines|contactRoles|stageVisits|ownershipChanges|audit.*|timeline|children|members|costs|shares|stages|sessions|contracts|payments|paymentPlans|allocations)$/;

const onFields = new Set<() => void>();

/** Runs when the fields of records have changed. */
export const onFieldsChanged = (listener: () => void) => void onFields.add(listener);

/** After a change: lists at the root, and lists hanging on the records named in the input, are read again where they are shown. */
const afterChange: UpdateResolver = (result, args, cache, info) => {
  if (QUIET.has(info.fieldName)) return;
  const payload = result[info.fieldName] as { userErrors?: unknown[] } | null;
  if (!payload || (payload.userErrors?.length ?? 0) > 0) return;
  const isShape = info.fieldName.includes("CustomField");
  if (isShape) for (const listener of onFields) setTimeout(listener);
  forgetLists(cache, "Query", (field) => STEADY.has(field) && !(isShape && field === "catalog"));
  const input = (args.input ?? {}) as Record<string, unknown>;
  forgetCustom(cache, input);
  for (const value of Object.values(input)) {
    if (typeof value !== "string") continue;
    const __typename = typeOf(value);
    if (__typename) forgetLists(cache, { __typename, id: value }, (field) => !LISTS.test(field));
  }
};

/** No answer of ours holds the organisation's own fields (`records/useCustom`): those that were written are read again. */
function forgetCustom(cache: Cache, input: Record<string, unknown>) {
  const id = typeof input.id === "string" ? input.id : "";
  const __typename = typeOf(id);
  if (!__typename) return;
  for (const name of Object.keys({ ...input, ...(input.fields as object | undefined) })) {
    if (/^cf[A-Z]/.test(name)) cache.invalidate({ __typename, id }, name);
  }
}

const updates = {
  Mutation: new Proxy({} as Record<string, UpdateResolver>, { get: () => afterChange, has: () => true }),
};

export const cache = () => cacheExchange({ keys, updates });
