import { getRouteApi } from "@tanstack/react-router";
import { useCallback } from "react";
import type { ListSearch } from "./address";
import type { ListKind } from "./kinds";

const PAGES = {
  account: getRouteApi("/accounts"),
  contact: getRouteApi("/contacts"),
  deal: getRouteApi("/deals"),
  contract: getRouteApi("/contracts"),
  payment: getRouteApi("/payments"),
  lead: getRouteApi("/leads"),
  campaign: getRouteApi("/campaigns"),
  task: getRouteApi("/tasks"),
};

/** What the address of a list's page says, and the way to change parts of it. */
export function useAddress(object: ListKind["object"]) {
  const page = PAGES[object];
  const search: ListSearch = page.useSearch();
  const navigate = page.useNavigate();
  const onSearch = useCallback(
    (change: Partial<ListSearch>, replace?: boolean) =>
      void navigate({ search: (now: ListSearch) => ({ ...now, ...change }), replace }),
    [navigate],
  );
  return { search, onSearch };
}
