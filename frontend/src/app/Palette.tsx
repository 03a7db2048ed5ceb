import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import {
  Building2Icon,
  CornerDownLeftIcon,
  FileSignatureIcon,
  HandshakeIcon,
  MagnetIcon,
  SearchIcon,
  UserRoundIcon,
} from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { type Hit, searchRecords } from "../records/findRecords";
import { useViewer } from "../session/viewer";
import { Spinner } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import type { MenuEntry } from "../ui/Menu";
import { MAIN, MORE } from "./navigation";
import { useCreateEntries } from "./useCreateEntries";

type Row = { key: string; icon: ReactNode; label: string; note?: string; run: () => void };

const ICONS: Record<string, ReactNode> = {
  deal: <HandshakeIcon />,
  account: <Building2Icon />,
  contact: <UserRoundIcon />,
  contract: <FileSignatureIcon />,
  lead: <MagnetIcon />,
};

/** Goes anywhere by typing: records first, then pages and things to make. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useLingui();
  const navigate = useNavigate();
  const create = useCreateEntries();
  const { permissions } = useViewer();
  const [text, setText] = useState("");
  const [hits, setHits] = useState<readonly Hit[]>([]);
  const [busy, setBusy] = useState(false);
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let current = true;
    if (!text.trim()) {
      setHits([]);
      return;
    }
    setBusy(true);
    const timer = setTimeout(async () => {
      const found = await searchRecords(text);
      if (!current) return;
      setHits(found);
      setBusy(false);
      setAt(0);
    }, 140);
    return () => {
      current = false;
      clearTimeout(timer);
      setBusy(false);
    };
  }, [text]);

  const words = text.trim().toLowerCase();
  const fits = (label: string) => !words || label.toLowerCase().includes(words);
  const rows: Row[] = [
    ...hits.flatMap((hit): Row[] => {
      const kind = hit.id.split("_")[0] ?? "";
      if (!(kind in ICONS)) return [];
      return [
        {
          key: hit.id,
          icon: ICONS[kind],
          label: hit.title,
          note: hit.subtitle,
          run: () => navigate({ to: `/${kind}s/${hit.id}` as "/board" }),
        },
      ];
    }),
    ...[...MAIN, ...MORE].flatMap((entry): Row[] => {
      const label = i18n._(entry.label);
      return fits(label) && (!entry.permission || permissions.includes(entry.permission))
        ? [{ key: entry.to, icon: <entry.icon />, label, run: () => navigate({ to: entry.to as "/board" }) }]
        : [];
    }),
    ...create()
      .filter((entry): entry is Extract<MenuEntry, { onSelect: () => void }> => "onSelect" in entry)
      .filter((entry) => fits(entry.label))
      .map((entry) => ({ key: entry.label, icon: entry.icon, label: entry.label, run: entry.onSelect })),
  ];

  function run(row: Row | undefined) {
    if (!row) return;
    onClose();
    queueMicrotask(row.run);
  }
  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step) {
      event.preventDefault();
      const next = (at + step + rows.length) % Math.max(1, rows.length);
      setAt(next);
      list.current?.children[next]?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) run(rows[at]);
  }

  return (
    <Dialog open onClose={onClose} title={t`Search`}>
      <div className="relative">
        <SearchIcon className="-translate-y-1/2 absolute top-1/2 left-3 size-4 text-ink-3" aria-hidden />
        <input
          autoFocus
          role="combobox"
          aria-expanded
          aria-controls="palette-list"
          aria-activedescendant={rows[at] ? `palette-${at}` : undefined}
          aria-label={t`Search leads, deals, accounts, contacts and pages`}
          placeholder={t`Search leads, deals, accounts, contacts and pages`}
          className="control h-10 w-full px-9"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {busy && <Spinner className="absolute top-3 right-3" />}
      </div>
      <div ref={list} id="palette-list" role="listbox" aria-label={t`Results`} className="mt-3 flex min-h-56 flex-col">
        {rows.map((row, index) => (
          <button
            key={row.key}
            id={`palette-${index}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onPointerMove={() => setAt(index)}
            onClick={() => run(row)}
            className="flex min-h-9 items-center gap-2.5 rounded-lg px-2 text-left text-sm aria-selected:bg-hover coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-3"
          >
            {row.icon}
            <span className="min-w-0 flex-1 truncate">
              {row.label}
              {row.note && <span className="ml-2 text-ink-3 text-xs">{row.note}</span>}
            </span>
            {index === at && <CornerDownLeftIcon />}
          </button>
        ))}
        {words && !busy && hits.length === 0 && rows.length === 0 && (
          <p className="px-2 py-6 text-center text-ink-3 text-sm">{t`Nothing found`}</p>
        )}
      </div>
    </Dialog>
  );
}
