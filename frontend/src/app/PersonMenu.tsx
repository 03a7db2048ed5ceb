import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { LogOutIcon, UserRoundCogIcon } from "lucide-react";
import { ROLE } from "../identity/labels";
import { LANGUAGES } from "../session/LanguageSwitch";
import { signOut } from "../session/session";
import { currentTheme, type Locale, type Theme } from "../session/settings";
import { useTaste } from "../session/useTaste";
import { useViewer } from "../session/viewer";
import { Avatar } from "../ui/Avatar";
import { choice, Menu } from "../ui/Menu";
import { useLabel } from "../ui/useLabel";

export function PersonMenu() {
  const { t, i18n } = useLingui();
  const { user, roles } = useViewer();
  const label = useLabel();
  const { setLocale, setTheme } = useTaste();
  const navigate = useNavigate();
  return (
    <Menu
      align="start"
      label={user.name}
      entries={() => [
        {
          label: t`Profile and security`,
          icon: <UserRoundCogIcon />,
          onSelect: () => navigate({ to: "/settings/$section", params: { section: "profile" } }),
        },
        { kind: "separator" },
        { kind: "title", label: t`Language` },
        choice(i18n.locale as Locale, LANGUAGES, setLocale),
        { kind: "title", label: t`Appearance` },
        choice<Theme>(
          currentTheme(),
          [
            { value: "system", label: t`Like the system` },
            { value: "light", label: t`Light` },
            { value: "dark", label: t`Dark` },
          ],
          setTheme,
        ),
        { kind: "separator" },
        { label: t`Sign out`, icon: <LogOutIcon />, onSelect: () => signOut() },
      ]}
      trigger={
        <button
          type="button"
          className="flex h-10 min-w-0 flex-1 items-center gap-2 rounded-lg px-1.5 text-left hover:bg-hover"
        >
          <Avatar name={user.name} />
          <span className="min-w-0">
            <span className="block truncate font-medium text-sm leading-4">{user.name}</span>
            <span className="block truncate text-2xs text-ink-3">
              {user.title || roles.map((role) => label(ROLE, role)).join(", ")}
            </span>
          </span>
        </button>
      }
    />
  );
}
