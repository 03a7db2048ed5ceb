import type { MessageDescriptor } from "@lingui/core";
import type { ReactNode } from "react";
import type { Where } from "../views/definition";
import type { ViewObject } from "../views/ViewSwitcher";
import type { Row } from "./shape";

/** What one kind of list adds to the catalog: how it comes, and what its rows look like. */
export type ListKind = {
  object: "account" | "contact" | "deal" | "contract" | "payment" | "lead" | "campaign" | "task";
  view: Exclude<ViewObject, "BOARD" | "LEAD_BOARD">;
  /** Fields shown, sort and filter when nothing else is asked for. */
  columns: readonly string[];
  sort: string;
  filter: Where;
  /** Filters that are there for everybody, beside the saved views. */
  ready?: readonly { label: MessageDescriptor; filter: Where }[];
  /** What the cells and the narrow rows below need besides the columns, as GraphQL. */
  needs: string;
  /** Nothing is done with many of them at once. */
  isSingle?: boolean;
  /** Figures added up over the whole list. */
  sums: readonly string[];
  cells: Record<string, (row: Row) => ReactNode>;
  compact: (row: Row) => ReactNode;
  /** The whole list in a form of its own on a narrow screen, instead of two-line rows. */
  narrow?: (rows: readonly Row[]) => ReactNode;
};

export type ListTexts = {
  title: string;
  search: string;
  icon: ReactNode;
  empty: { title: string; text: string };
};
