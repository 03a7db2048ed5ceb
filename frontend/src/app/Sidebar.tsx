import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { PlusIcon, SearchIcon } from "lucide-react";
import { useViewer } from "../session/viewer";
import { Menu } from "../ui/Menu";
import { Notifications } from "./Notifications";
import { type Entry, MAIN, MORE } from "./navigation";
import { PersonMenu } from "./PersonMenu";
import { useCreateEntries } from "./useCreateEntries";

export function Sidebar({ onSearch }: { onSearch: () => void }) {
  const { t } = useLingui();
  const { permissions, organisationName } = useViewer();
  const create = useCreateEntries();
  const allowed = ({ permission }: Entry) => !permission || permissions.includes(permission);
  return (
    <nav aria-label={t`Main`} className="flex w-54 shrink-0 flex-col border-line border-r bg-canvas">
      <div className="flex h-13 items-center gap-2 px-3">
        <img src="/weir.svg" alt="" className="size-6" />
        <span className="min-w-0 flex-1 truncate font-semibold text-sm" title={organisationName}>
          {organisationName || "Weir"}
        </span>
        <Menu
          align="start"
          label={t`Create`}
          entries={create}
          trigger={
            <button
              type="button"
              aria-label={t`Create`}
              className="grid size-7 place-items-center rounded-lg text-ink-2 hover:bg-hover hover:text-ink"
            >
              <PlusIcon className="size-4" />
            </button>
          }
        />
      </div>
      <div className="px-2">
        <button
          type="button"
          onClick={onSearch}
          className="flex h-8 w-full items-center gap-2 rounded-lg border border-line bg-surface px-2 text-ink-3 text-sm hover:border-line-strong"
        >
          <SearchIcon className="size-4" />
          <span className="flex-1 text-left">
            <Trans>Search</Trans>
          </span>
          <kbd className="rounded border border-line px-1 font-sans text-2xs">Ctrl K</kbd>
        </button>
      </div>
      <ul className="mt-3 flex flex-col gap-0.5 px-2">
        {MAIN.filter(allowed).map((entry) => (
          <NavRow key={entry.to} entry={entry} />
        ))}
      </ul>
      <div className="flex-1" />
      <ul className="flex flex-col gap-0.5 px-2 pb-1">
        {MORE.filter(allowed).map((entry) => (
          <NavRow key={entry.to} entry={entry} />
        ))}
      </ul>
      <div className="flex items-center gap-1 border-line border-t p-2">
        <PersonMenu />
        <Notifications />
      </div>
    </nav>
  );
}

function NavRow({ entry }: { entry: Entry }) {
  const { i18n } = useLingui();
  const Icon = entry.icon;
  return (
    <li>
      <Link
        to={entry.to as "/board"}
        activeOptions={{ exact: entry.to === "/" }}
        className="flex h-8 items-center gap-2.5 rounded-lg px-2 text-ink-2 text-sm hover:bg-hover hover:text-ink data-[status=active]:bg-hover data-[status=active]:font-medium data-[status=active]:text-ink"
      >
        <Icon className="size-4 shrink-0 text-ink-3" />
        {i18n._(entry.label)}
      </Link>
    </li>
  );
}
