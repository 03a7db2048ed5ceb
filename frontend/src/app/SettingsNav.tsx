import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { Link, useNavigate } from "@tanstack/react-router";
import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { SearchInput } from "../ui/Input";

const GROUPS = {
  you: msg`You`,
  people: msg`People and access`,
  organisation: msg`Organisation`,
  process: msg`Sales process`,
  coming: msg`Where leads come from`,
  working: msg`How leads are worked`,
} satisfies Record<string, MessageDescriptor>;

export type SettingsEntry = { id: string; group: keyof typeof GROUPS; label: MessageDescriptor; icon: LucideIcon };

/** The sections of the settings under their headings; typing narrows them, Enter opens the first. */
export function SettingsNav({ entries }: { entries: readonly SettingsEntry[] }) {
  const { t, i18n } = useLingui();
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    nav.current?.querySelector("[data-status=active]")?.scrollIntoView({ block: "nearest" });
  }, []);
  const text = typed.trim().toLocaleLowerCase();
  // The name in the address is English: it finds a section in either language.
  const fits = (entry: SettingsEntry) =>
    [i18n._(entry.label), i18n._(GROUPS[entry.group]), entry.id].some((one) => one.toLocaleLowerCase().includes(text));
  const groups = Object.entries(GROUPS)
    .map(([group, label]) => ({ group, label, found: entries.filter((one) => one.group === group && fits(one)) }))
    .filter((one) => one.found.length > 0);
  const first = groups[0]?.found[0];
  return (
    <nav aria-label={t`Settings`} ref={nav}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (text && first) void navigate({ to: "/settings/$section", params: { section: first.id } });
        }}
      >
        <SearchInput label={t`Find a setting`} value={typed} onChange={setTyped} />
      </form>
      {groups.map(({ group, label, found }) => (
        <section key={group} aria-labelledby={`settings-${group}`} className="mt-4">
          <h2 id={`settings-${group}`} className="mb-1 px-2.5 font-medium text-ink-3 text-xs">
            {i18n._(label)}
          </h2>
          <ul>
            {found.map(({ id, icon: Icon, label: name }) => (
              <li key={id}>
                <Link
                  to="/settings/$section"
                  params={{ section: id }}
                  className={clsx(
                    "flex h-8 items-center gap-2 whitespace-nowrap rounded-lg px-2.5 text-ink-2 text-sm hover:bg-hover hover:text-ink coarse:h-11",
                    "data-[status=active]:bg-hover data-[status=active]:font-medium data-[status=active]:text-ink",
                  )}
                >
                  <Icon className="size-4 shrink-0 text-ink-3" />
                  <span className="truncate">{i18n._(name)}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {groups.length === 0 && <p className="mt-4 px-2.5 text-ink-3 text-sm">{t`Nothing found`}</p>}
    </nav>
  );
}
