import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import {
  BellIcon,
  Building2Icon,
  HandshakeIcon,
  ListChecksIcon,
  LogOutIcon,
  MagnetIcon,
  UserRoundPlusIcon,
} from "lucide-react";
import { type ReactNode, useState } from "react";
import { LANGUAGES } from "../session/LanguageSwitch";
import { signOut } from "../session/session";
import { currentTheme, type Locale, type Theme } from "../session/settings";
import { useTaste } from "../session/useTaste";
import { useViewer } from "../session/viewer";
import { Avatar } from "../ui/Avatar";
import { Dialog } from "../ui/Dialog";
import { Segmented } from "../ui/Toggle";
import { useOverlay } from "../ui/useOverlay";
import { NotificationList } from "./NotificationList";
import { MAIN, MORE } from "./navigation";

type Props = { onClose: () => void; onSearch: () => void; icon: ReactNode };

/** Everything the bar has no room for. */
export function PhoneMore({ onClose, onSearch, icon }: Props) {
  const { t, i18n } = useLingui();
  const { user, permissions } = useViewer();
  const [news, setNews] = useState(false);
  const navigate = useNavigate();
  const open = useOverlay();
  const { setLocale, setTheme } = useTaste();
  const go = (to: string) => {
    onClose();
    void navigate({ to: to as "/board" });
  };
  const create = (name: string) => {
    onClose();
    void open(name);
  };
  const row = (key: string, label: string, symbol: ReactNode, run: () => void) => (
    <button
      key={key}
      type="button"
      onClick={run}
      className="flex min-h-12 w-full items-center gap-3 rounded-lg px-2 text-left text-base hover:bg-hover [&_svg]:size-5 [&_svg]:text-ink-3"
    >
      {symbol}
      {label}
    </button>
  );
  const pages = [...MAIN, ...MORE].filter(
    (one) => !["/", "/board", "/tasks"].includes(one.to) && (!one.permission || permissions.includes(one.permission)),
  );
  if (news) return <NotificationList onClose={onClose} />;
  return (
    <Dialog
      open
      onClose={onClose}
      title={
        <span className="flex items-center gap-2">
          <Avatar name={user.name} /> {user.name}
        </span>
      }
    >
      <div className="flex flex-col">
        {row("search", t`Search`, icon, () => {
          onClose();
          onSearch();
        })}
        {row("news", t`Notifications`, <BellIcon />, () => setNews(true))}
        {pages.map((entry) => row(entry.to, i18n._(entry.label), <entry.icon />, () => go(entry.to)))}
        <hr className="my-2 border-line" />
        {permissions.includes("lead.create") && row("lead", t`New lead`, <MagnetIcon />, () => create("lead"))}
        {row("deal", t`New deal`, <HandshakeIcon />, () => create("deal"))}
        {row("account", t`New account`, <Building2Icon />, () => create("account"))}
        {row("contact", t`New contact`, <UserRoundPlusIcon />, () => create("contact"))}
        {row("task", t`New task`, <ListChecksIcon />, () => create("task"))}
        <hr className="my-2 border-line" />
        <div className="flex flex-col gap-2 py-1">
          <Segmented label={t`Language`} value={i18n.locale as Locale} options={LANGUAGES} onChange={setLocale} />
          <Segmented<Theme>
            label={t`Appearance`}
            value={currentTheme()}
            options={[
              { value: "system", label: t`Like the system` },
              { value: "light", label: t`Light` },
              { value: "dark", label: t`Dark` },
            ]}
            onChange={(theme) => {
              void setTheme(theme);
              onClose();
            }}
          />
        </div>
        {row("out", t`Sign out`, <LogOutIcon />, () => signOut())}
      </div>
    </Dialog>
  );
}
