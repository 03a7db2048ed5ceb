import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { PlusIcon } from "lucide-react";
import { useMemo } from "react";
import { useQuery } from "urql";
import { money } from "../session/formats";
import { useCan } from "../session/viewer";
import { IconButton } from "../ui/Button";
import { Section } from "../ui/Page";
import { useOverlay } from "../ui/useOverlay";
import { ContractBadge } from "./ContractBadge";
import { ContractsOfDocument } from "./contracts.gen";

/** The contracts of a deal or an account, with what came in for them; nothing is shown to who reads none. */
export function ContractsOf({ id, canCreate = true }: { id: string; canCreate?: boolean }) {
  const { t } = useLingui();
  const open = useOverlay();
  const mayRead = useCan("contract.read");
  const mayCreate = useCan("contract.create") && canCreate;
  const where = useMemo(() => ({ [id.startsWith("deal_") ? "dealId" : "accountId"]: { eq: id } }), [id]);
  const [{ data }] = useQuery({ query: ContractsOfDocument, variables: { where }, pause: !mayRead });
  const { nodes, totalCount } = data?.contracts ?? { nodes: [], totalCount: 0 };
  if (!mayRead || (nodes.length === 0 && !mayCreate)) return null;
  return (
    <Section
      title={
        <>
          <Trans>Contracts</Trans> <span className="tnum text-ink-3">{totalCount}</span>
        </>
      }
      actions={
        mayCreate && <IconButton label={t`New contract`} icon={<PlusIcon />} onClick={() => open("contract", id)} />
      }
    >
      {nodes.length === 0 && <p className="text-ink-3 text-sm">{t`No contracts yet`}</p>}
      <ul className="divide-y divide-line">
        {nodes.map((one) => {
          const came = money(one.collected, one.amount?.currency);
          return (
            <li key={one.id} className="flex min-h-10 items-center gap-3 py-1.5 text-sm">
              <div className="min-w-0 flex-1">
                <Link
                  to="/contracts/$contractId"
                  params={{ contractId: one.id }}
                  className="block truncate font-medium hover:underline"
                >
                  {one.name}
                </Link>
                {one.signedOn && one.amount && <p className="tnum text-ink-3 text-xs">{t`${came} collected`}</p>}
              </div>
              <ContractBadge status={one.status ?? ""} />
              <span className="tnum w-24 shrink-0 text-right">
                {one.amount ? money(one.amount.amount, one.amount.currency) : "—"}
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
