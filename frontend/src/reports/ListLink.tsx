import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Where } from "../views/definition";

type Props = { to: "/accounts" | "/deals" | "/leads"; where: Where; label: string; children: ReactNode };

/** A number of a report that opens the list of exactly its records; `label` says which these are. */
export function ListLink({ to, where, label, children }: Props) {
  return (
    <Link to={to} search={{ f: where }} aria-label={label} className="text-accent-text hover:underline">
      {children}
    </Link>
  );
}
