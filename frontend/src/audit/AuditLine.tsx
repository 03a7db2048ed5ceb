import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { ROLE } from "../identity/labels";
import { ActionText } from "../records/ActionText";
import { Changes } from "../records/Changes";
import type { CatalogEntry } from "../records/useCatalog";
import { dateTime } from "../session/formats";
import { Avatar } from "../ui/Avatar";
import { Badge } from "../ui/Badge";
import { useLabel } from "../ui/useLabel";
import type { AuditRowFragment } from "./audit.gen";
import { auditChanges } from "./auditChanges";

type RecordRef = { id: string; name: string | null };
const PAGES: Record<string, string> = {
  deal: "/deals",
  account: "/accounts",
  contact: "/contacts",
  contract: "/contracts",
  lead: "/leads",
};

/** A label as it stands in a sentence: "User" becomes "user", "API token" stays. */
const inSentence = (label: string) => (/^[A-Z][a-z]/.test(label) ? label[0]?.toLowerCase() + label.slice(1) : label);

/** One entry: when, who, what, on which record, and each value before and after. */
export function AuditLine({ row, catalog }: { row: AuditRowFragment; catalog: readonly CatalogEntry[] }) {
  const { t, i18n } = useLingui();
  const label = useLabel();
  const chinese = i18n.locale === "zh-CN";
  const entry = catalog.find((one) => one.name === row.objectType);
  const name = row.actor?.name ?? (row.identity === "user" ? t`Nobody signed in` : t`System`);
  const record = row.record as RecordRef | null;
  const page = PAGES[row.objectType ?? ""];
  const roles = Object.fromEntries(Object.keys(ROLE).map((role) => [role, label(ROLE, role)]));
  const names = { ...roles, ...(row.names as Record<string, string> | null) };
  const changes = auditChanges(row.changes, entry?.fields ?? [], chinese, names);
  const kind = entry && (chinese ? entry.labelZh : inSentence(entry.labelEn));
  const title = record && (record.name ?? record.id);
  const what = (
    <>
      {kind ? t`the ${kind}` : !record && t`a record`}{" "}
      {record &&
        (page ? (
          <Link
            to={`${page}/${record.id}` as "/board"}
            className="text-accent-text underline decoration-line hover:decoration-current"
          >
            {title}
          </Link>
        ) : (
          <span className="text-ink">{title}</span>
        ))}
    </>
  );
  return (
    <li className="flex items-start gap-2.5 py-2.5">
      <Avatar name={name} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
          <span className="font-medium">{name}</span>
          <span className="min-w-0 text-ink-2">
            <ActionText action={row.action} what={what} apart={record && <> · {what}</>} />
          </span>
          {row.identity && !["user", "session"].includes(row.identity) && <Badge>{row.identity}</Badge>}
          <span className="tnum ml-auto text-ink-3 text-xs">{dateTime(row.at)}</span>
        </p>
        <Changes changes={changes} />
      </div>
    </li>
  );
}
