import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";

type Props = { account: { id: string; name: string }; className?: string };

/** The account something belongs to, on the way to its page. */
export function AccountLink({ account, className }: Props) {
  return (
    <Link to="/accounts/$accountId" params={{ accountId: account.id }} className={clsx("hover:underline", className)}>
      {account.name}
    </Link>
  );
}
