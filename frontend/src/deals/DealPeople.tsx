import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { PlusIcon, StarIcon, XIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { BUYING_ROLE } from "../contacts/labels";
import { actOrTell } from "../sync/act";
import { Avatar } from "../ui/Avatar";
import { Badge } from "../ui/Badge";
import { IconButton } from "../ui/Button";
import { Section } from "../ui/Page";
import { useLabel } from "../ui/useLabel";
import { type DealPageQuery, RemoveDealContactDocument } from "./deals.gen";

const AddPerson = lazy(() => import("./AddPerson").then((module) => ({ default: module.AddPerson })));
type Deal = NonNullable<DealPageQuery["deal"]>;

/** Who decides at the customer, and in which role. */
export function DealPeople({ deal }: { deal: Deal }) {
  const { t } = useLingui();
  const label = useLabel();
  const [adding, setAdding] = useState(false);
  const people = deal.contactRoles.nodes;
  return (
    <Section
      title={t`People`}
      actions={
        deal.viewerCan.update && (
          <IconButton label={t`Add a person`} icon={<PlusIcon />} onClick={() => setAdding(true)} />
        )
      }
    >
      {people.length === 0 && <p className="text-ink-3 text-sm">{t`Who decides here? Nobody is named yet.`}</p>}
      <ul className="flex flex-col gap-2">
        {people.map(
          (one) =>
            one.contact && (
              <li key={one.id} className="group flex items-center gap-2.5">
                <Avatar name={one.contact.name} size="md" />
                <div className="min-w-0 flex-1">
                  <p className="flex items-center gap-1.5">
                    <Link
                      to="/contacts/$contactId"
                      params={{ contactId: one.contact.id }}
                      className="truncate font-medium text-sm hover:underline"
                    >
                      {one.contact.name}
                    </Link>
                    {one.isPrimary && (
                      <StarIcon className="size-3 shrink-0 fill-current text-warn" aria-label={t`Main contact`} />
                    )}
                  </p>
                  <p className="truncate text-ink-3 text-xs">{one.contact.title ?? "—"}</p>
                </div>
                <Badge tone="accent">{label(BUYING_ROLE, one.role)}</Badge>
                {deal.viewerCan.update && (
                  <IconButton
                    label={t`Remove`}
                    icon={<XIcon />}
                    className="-mx-1.5 opacity-0 focus-visible:opacity-100 group-hover:opacity-100 coarse:opacity-100"
                    onClick={() => actOrTell(RemoveDealContactDocument, { input: { id: one.id } })}
                  />
                )}
              </li>
            ),
        )}
      </ul>
      <Suspense>{adding && <AddPerson deal={deal} onClose={() => setAdding(false)} />}</Suspense>
    </Section>
  );
}
