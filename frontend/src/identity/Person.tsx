import { Avatar } from "../ui/Avatar";

/** A colleague's face and name in one line. */
export function Person({ user }: { user: { name: string } | null | undefined }) {
  if (!user) return <span className="text-ink-3">—</span>;
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Avatar name={user.name} size="xs" />
      <span className="truncate">{user.name}</span>
    </span>
  );
}
