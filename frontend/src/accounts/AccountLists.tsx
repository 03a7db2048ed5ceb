import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { PlusIcon, StarIcon } from "lucide-react";
import { Masked } from "../records/Masked";
import { date, money } from "../session/formats";
import { Avatar } from "../ui/Avatar";
import { Badge } from "../ui/Badge";
import { IconButton } from "../ui/Button";
import { Section } from "../ui/Page";
import { useOverlay } from "../ui/useOverlay";
import type { AccountPageQuery } from "./accounts.gen";

type Account = NonNullable<AccountPageQuery["account"]>;
const TONES = { OPEN: "accent", WON: "good", LOST: "bad", INVALID: "plain" } as const;

export function AccountContacts({ account }: { account: Account }) {
  const { t } = useLingui();
  const open = useOverlay();
  const { nodes, totalCount } = account.contacts;
  return (
    <Section
      title={
        <>
          <Trans>Contacts</Trans> <span className="tnum text-ink-3">{totalCount}</span>
        </>
      }
      actions={<IconButton label={t`New contact`} icon={<PlusIcon />} onClick={() => open("contact", account.id)} />}
    >
      {nodes.length === 0 && <p className="text-ink-3 text-sm">{t`Nobody yet`}</p>}
      <ul className="flex flex-col gap-2.5">
        {nodes.map((contact) => (
          <li key={contact.id} className="flex items-center gap-2.5">
            <Avatar name={contact.name} size="md" />
            <div className="min-w-0 flex-1">
              <p className="flex items-center gap-1.5">
                <Link
                  to="/contacts/$contactId"
                  params={{ contactId: contact.id }}
                  className="truncate font-medium text-sm hover:underline"
                >
                  {contact.name}
                </Link>
                {contact.isPrimary && (
                  <StarIcon className="size-3 shrink-0 fill-current text-warn" aria-label={t`Main contact`} />
                )}
              </p>
              <p className="truncate text-ink-3 text-xs">{contact.title ?? "—"}</p>
            </div>
            <span className="max-w-36 text-xs">
              <Masked
                id={contact.id}
                field="mobile"
                value={contact.mobile}
                masked={contact.maskedFields.includes("mobile")}
                href={(value) => `tel:${value}`}
              />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function AccountDeals({ account }: { account: Account }) {
  const { t } = useLingui();
  const open = useOverlay();
  const { nodes, totalCount, aggregate } = account.deals;
  return (
    <Section
      title={
        <>
          <Trans>Deals</Trans> <span className="tnum text-ink-3">{totalCount}</span>
          {aggregate.sum.baseAmount && (
            <span className="tnum ml-2 font-normal text-ink-3">{money(aggregate.sum.baseAmount)}</span>
          )}
        </>
      }
      actions={<IconButton label={t`New deal`} icon={<PlusIcon />} onClick={() => open("deal", account.id)} />}
    >
      {nodes.length === 0 && <p className="text-ink-3 text-sm">{t`No deals yet`}</p>}
      <ul className="divide-y divide-line">
        {nodes.map((deal) => (
          <li key={deal.id} className="flex min-h-10 items-center gap-3 py-1.5 text-sm">
            <Link
              to="/deals/$dealId"
              params={{ dealId: deal.id }}
              className="min-w-0 flex-1 truncate font-medium hover:underline"
            >
              {deal.name}
            </Link>
            <Badge tone={TONES[deal.status]}>{deal.stage.name}</Badge>
            <span className="hidden w-28 whitespace-nowrap text-right text-ink-3 text-xs sm:inline">
              {date(deal.expectedCloseDate)}
            </span>
            <span className="tnum w-24 shrink-0 text-right">
              {deal.amount ? money(deal.amount.amount, deal.amount.currency) : "—"}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
