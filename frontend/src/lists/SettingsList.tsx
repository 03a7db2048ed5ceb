import type { ReactNode } from "react";
import { Checkbox } from "../ui/Checkbox";
import { SearchInput } from "../ui/Input";
import { type Paged, PagedList } from "./PagedList";

type Props = {
  list: Paged;
  search: { label: string; text: string; onText: (text: string) => void };
  /** Those out of use stand among the others only when asked for. */
  outOfUse: { label: string; shown: boolean; onShown: (shown: boolean) => void };
  create: ReactNode;
  empty: ReactNode;
  /** The rows, each an `li`. */
  children: ReactNode;
};

/** A list that the settings keep: searched, those out of use left out, with the way to a new one above it. */
export function SettingsList({ list, search, outOfUse, create, empty, children }: Props) {
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <SearchInput
          className="basis-full sm:max-w-72 sm:basis-auto"
          label={search.label}
          value={search.text}
          onChange={search.onText}
        />
        <Checkbox checked={outOfUse.shown} onChange={outOfUse.onShown}>
          {outOfUse.label}
        </Checkbox>
        <span className="flex-1" />
        {create}
      </div>
      <PagedList list={list} empty={empty}>
        <ul className="divide-y divide-line rounded-xl bg-surface shadow-lift">{children}</ul>
      </PagedList>
    </>
  );
}
