import type { OperationResult, TypedDocumentNode } from "urql";
import { notify } from "../ui/notify";
import { client } from "./client";
import { type Problem, problemOf, type UserError } from "./problems";

export type Outcome<P> =
  | { ok: true; payload: P }
  | { ok: false; payload: P | null; errors: readonly UserError[]; problem?: Problem };

type PayloadOf<D> = { [K in keyof D]: K extends "__typename" ? never : NonNullable<D[K]> }[keyof D];

/**
 * Sends one verb. Refusals come back as `errors` for the form that asked; anything technical is told as a toast
 * here, once, and comes back as a failure without errors.
 */
export async function act<D extends object, V extends object>(
  document: TypedDocumentNode<D, V>,
  variables: V,
  quiet = false,
): Promise<Outcome<PayloadOf<D>>> {
  return outcomeOf(await client.mutation(document, variables as never).toPromise(), quiet);
}

/** What became of a verb. */
export function outcomeOf<D extends object>(result: OperationResult<D>, quiet = false): Outcome<PayloadOf<D>> {
  const payload = result.data
    ? ((Object.entries(result.data).find(([key]) => key !== "__typename")?.[1] ?? null) as PayloadOf<D> | null)
    : null;
  if (result.error || !payload) {
    const problem = result.error && problemOf(result.error);
    if (!quiet && problem) notify({ title: problem.title, detail: problem.detail, tone: "bad" });
    return { ok: false, payload, errors: [], problem };
  }
  const errors = (payload as { userErrors?: readonly UserError[] }).userErrors ?? [];
  return errors.length > 0 ? { ok: false, payload, errors } : { ok: true, payload };
}

/** For verbs without a form: every refusal is a toast. */
export async function actOrTell<D extends object, V extends object>(document: TypedDocumentNode<D, V>, variables: V) {
  return tell(await act(document, variables));
}

/** Tells every refusal as a toast. */
export function tell<P>(outcome: Outcome<P>): Outcome<P> {
  if (!outcome.ok) for (const error of outcome.errors) notify({ title: error.message, tone: "bad" });
  return outcome;
}

/** Names one intended creation, so that sending it again after a lost answer creates nothing twice. */
export function newKey(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
