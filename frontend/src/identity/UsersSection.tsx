import { Trans, useLingui } from "@lingui/react/macro";
import {
  EllipsisVerticalIcon,
  HandHelpingIcon,
  PencilIcon,
  PlusIcon,
  ShieldIcon,
  UserCheckIcon,
  UserXIcon,
} from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { SettingsList } from "../lists/SettingsList";
import { relative } from "../session/formats";
import { useCan } from "../session/viewer";
import { actOrTell } from "../sync/act";
import { useList } from "../sync/useList";
import { Avatar } from "../ui/Avatar";
import { Badge } from "../ui/Badge";
import { Button, IconButton } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { Menu } from "../ui/Menu";
import { notify } from "../ui/notify";
import { useLabel } from "../ui/useLabel";
import { ROLE } from "./labels";
import { ReactivateUserDocument, type UserRowFragment, UsersDocument, type UsersQuery } from "./people.gen";

const HandOverDialog = lazy(() => import("./HandOverDialog").then((module) => ({ default: module.HandOverDialog })));
const RolesDialog = lazy(() => import("./RolesDialog").then((module) => ({ default: module.RolesDialog })));
const UserForm = lazy(() => import("./UserForm").then((module) => ({ default: module.UserForm })));

const pick = (data: UsersQuery) => data.users;
type Open = { kind: "new" } | { kind: "edit" | "roles" | "leave" | "handOver"; user: UserRowFragment };

/** Everyone who may sign in, or once could. */
export function UsersSection() {
  const { t } = useLingui();
  const canAdmin = useCan("users.admin");
  const [text, setText] = useState("");
  const [inactive, setInactive] = useState(false);
  const [open, setOpen] = useState<Open | null>(null);
  const variables = useMemo(
    () => ({
      search: text || null,
      where: inactive ? {} : { isActive: { eq: true } },
      orderBy: [{ field: "NAME" as const, direction: "ASC" as const }],
    }),
    [text, inactive],
  );
  const list = useList(UsersDocument, variables, pick);
  const close = () => setOpen(null);

  return (
    <div className="flex flex-col gap-4">
      <SettingsList
        list={list}
        search={{ label: t`Search people`, text, onText: setText }}
        outOfUse={{ label: t`Also inactive`, shown: inactive, onShown: setInactive }}
        create={
          canAdmin && (
            <Button look="primary" icon={<PlusIcon />} onClick={() => setOpen({ kind: "new" })}>
              <Trans>New user</Trans>
            </Button>
          )
        }
        empty={<EmptyState title={t`Nobody fits these filters`} />}
      >
        {list.rows.map((user) => (
          <UserLine key={user.id} user={user} canAdmin={canAdmin} onOpen={setOpen} />
        ))}
      </SettingsList>
      <Suspense>
        {open?.kind === "new" && <UserForm onClose={close} />}
        {open?.kind === "edit" && <UserForm user={open.user} onClose={close} />}
        {open?.kind === "roles" && <RolesDialog user={open.user} onClose={close} />}
        {open?.kind === "leave" && <HandOverDialog user={open.user} deactivate onClose={close} />}
        {open?.kind === "handOver" && <HandOverDialog user={open.user} onClose={close} />}
      </Suspense>
    </div>
  );
}

function UserLine({
  user,
  canAdmin,
  onOpen,
}: {
  user: UserRowFragment;
  canAdmin: boolean;
  onOpen: (open: Open) => void;
}) {
  const { t } = useLingui();
  const label = useLabel();
  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <Avatar name={user.name} size="md" className={user.isActive ? "" : "opacity-40"} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <span className="truncate font-medium text-sm">{user.name}</span>
          {!user.isActive && <Badge>{t`Inactive`}</Badge>}
          {user.hasTotp && <Badge tone="good">{t`Two steps`}</Badge>}
        </p>
        <p className="truncate text-ink-3 text-xs">
          {[user.title, user.department?.name, user.email].filter(Boolean).join(" · ")}
        </p>
        <p className="truncate text-ink-3 text-xs md:hidden">
          {user.roles.map((role) => label(ROLE, role)).join(" · ")}
        </p>
      </div>
      <div className="hidden max-w-72 flex-wrap justify-end gap-1 md:flex">
        {user.roles.map((role) => (
          <Badge key={role} tone="accent">
            {label(ROLE, role)}
          </Badge>
        ))}
      </div>
      <span className="hidden w-24 text-right text-ink-3 text-xs lg:inline">
        {user.lastSeenAt ? relative(user.lastSeenAt) : t`never`}
      </span>
      {canAdmin && (
        <Menu
          label={user.name}
          trigger={<IconButton label={t`More`} icon={<EllipsisVerticalIcon />} />}
          entries={() => [
            { label: t`Edit`, icon: <PencilIcon />, onSelect: () => onOpen({ kind: "edit", user }) },
            { label: t`Roles`, icon: <ShieldIcon />, onSelect: () => onOpen({ kind: "roles", user }) },
            {
              label: t`Hand over the records`,
              icon: <HandHelpingIcon />,
              onSelect: () => onOpen({ kind: "handOver", user }),
            },
            { kind: "separator" },
            user.isActive
              ? {
                  label: t`Deactivate`,
                  icon: <UserXIcon />,
                  danger: true,
                  onSelect: () => onOpen({ kind: "leave", user }),
                }
              : {
                  label: t`Reactivate`,
                  icon: <UserCheckIcon />,
                  onSelect: async () => {
                    const outcome = await actOrTell(ReactivateUserDocument, { input: { id: user.id } });
                    if (outcome.ok) notify({ title: t`The user may sign in again` });
                  },
                },
          ]}
        />
      )}
    </li>
  );
}
