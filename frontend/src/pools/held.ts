import type { TypedDocumentNode } from "urql";
import {
  AccountPoolChangesDocument,
  type AccountPoolStandingFragment,
  ClaimAccountDocument,
  ClaimAccountsDocument,
  ClaimedAccountsDocument,
  ClaimedLeadsDocument,
  ClaimLeadDocument,
  ClaimLeadsDocument,
  LeadPoolChangesDocument,
  type PoolStandingFragment,
  type WaitingAccountFragment,
  WaitingAccountsDocument,
  type WaitingLeadFragment,
  WaitingLeadsDocument,
} from "./pools.gen";

/** What pools hold. */
export type Held = "lead" | "account";
export const isHeld = (text: string | undefined): text is Held => text === "lead" || text === "account";
export type Row = WaitingLeadFragment | WaitingAccountFragment;
export type Standing = PoolStandingFragment | AccountPoolStandingFragment;
export type Claimed = { id: string; number: string | null };

type Refusal = { code: string; field: string[]; message: string };
type Told = { id: string; isClaimed: boolean; code: string | null; message: string | null };
type Docs = {
  waiting: TypedDocumentNode<
    { waiting: { nodes: readonly Row[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } },
    { pool: string; search?: string | null; first: number; after?: string | null }
  >;
  changes: TypedDocumentNode<
    { changed: { kind: string; id: string | null; row: { owner: object | null; status?: string } | null } },
    { pool: string }
  >;
  claim: TypedDocumentNode<
    { claim: { row: { id: string; mobile?: string | null; phone: string | null } | null; userErrors: Refusal[] } },
    { input: { id: string } }
  >;
  claimMany: TypedDocumentNode<{ claim: { claims: Told[]; userErrors: Refusal[] } }, { input: { ids: string[] } }>;
  claimed: TypedDocumentNode<{ claimed: { nodes: Claimed[] } }, { ids: string[] }>;
};

/** The same questions about either; their answers have one shape. */
export const DOCS: Record<Held, Docs> = {
  lead: {
    waiting: WaitingLeadsDocument as never,
    changes: LeadPoolChangesDocument as never,
    claim: ClaimLeadDocument as never,
    claimMany: ClaimLeadsDocument as never,
    claimed: ClaimedLeadsDocument as never,
  },
  account: {
    waiting: WaitingAccountsDocument as never,
    changes: AccountPoolChangesDocument as never,
    claim: ClaimAccountDocument as never,
    claimMany: ClaimAccountsDocument as never,
    claimed: ClaimedAccountsDocument as never,
  },
};

export const isLead = (row: Row): row is WaitingLeadFragment => "companyName" in row;
/** What a card is called by. */
export const titleOf = (row: Row) => (isLead(row) && row.companyName) || row.name;
