import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import type { ListSearch } from "./address";
import type { ListKind } from "./kinds";

const PAGES = { account: "/accounts", contact: "/contacts", deal: "/deals", task: "/tasks" } as const;

/** What the address of a list's page says, and the way to change parts of it. */
export function useAddress(object: ListKind["object"]) {
  const from = PAGES[object];
  const search: ListSearch = useSearch({ from });
  const navigate = useNavigate({ from });
  const onSearch = useCallback(
    (change: Partial<ListSearch>, replace?: boolean) =>
      void navigate({ search: (now: ListSearch) => ({ ...now, ...change }), replace }),
    [navigate],
  );
  return { search, onSearch };
}
