import { useLingui } from "@lingui/react/macro";
import { UserRoundIcon } from "lucide-react";
import { useState } from "react";
import { useQuery } from "urql";
import { useViewer } from "../session/viewer";
import { Avatar } from "../ui/Avatar";
import { buttonClass } from "../ui/Button";
import { Menu } from "../ui/Menu";
import { ActiveUsersDocument } from "./users.gen";

/** Whose records are shown: everybody's, one's own, or one colleague's. */
export function OwnerFilter({ value, onChange }: { value?: string; onChange: (id: string | undefined) => void }) {
  const { t } = useLingui();
  const { user } = useViewer();
  const [wanted, setWanted] = useState(value !== undefined);
  const [{ data }] = useQuery({ query: ActiveUsersDocument, variables: {}, pause: !wanted });
  const people = (data?.users.nodes ?? []).filter((one) => one.id !== user.id);
  const chosen = value === user.id ? user : people.find((one) => one.id === value);
  const label = value === user.id ? t`Mine` : (chosen?.name ?? (value ? t`Owner` : t`Everyone`));
  return (
    <Menu
      label={t`Owner`}
      onNear={() => setWanted(true)}
      entries={() => [
        { label: t`Everyone`, icon: <UserRoundIcon />, onSelect: () => onChange(undefined) },
        { label: t`Mine`, icon: <Avatar name={user.name} size="xs" />, onSelect: () => onChange(user.id) },
        { kind: "separator" },
        ...people.map((one) => ({
          label: one.name,
          icon: <Avatar name={one.name} size="xs" />,
          onSelect: () => onChange(one.id),
        })),
      ]}
      trigger={
        <button
          type="button"
          className={buttonClass("secondary", "md", value ? "border-accent! text-accent-text!" : "")}
          aria-label={`${t`Owner`}: ${label}`}
        >
          {chosen ? <Avatar name={chosen.name} size="xs" /> : <UserRoundIcon />}
          <span className="hidden max-w-28 truncate sm:inline">{label}</span>
        </button>
      }
    />
  );
}
