import { useLingui } from "@lingui/react/macro";
import { useQuery } from "urql";
import { number } from "../session/formats";
import { BulkSharesDocument } from "./bulk.gen";

type Props = { id: string; before: boolean };

/** How many of the leads that are shared out each one gets. */
export function BulkShares({ id, before }: Props) {
  const { t } = useLingui();
  const [{ data }] = useQuery({ query: BulkSharesDocument, variables: { id }, requestPolicy: "network-only" });
  const shares = data?.bulkShares ?? [];
  if (shares.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1 font-medium text-ink-2 text-xs">{before ? t`Who will get how many` : t`Who got how many`}</h3>
      <ul className="divide-y divide-line rounded-xl border border-line">
        {shares.map((one) => {
          const held = number(one.held);
          return (
            <li key={one.userId} className="flex items-center gap-3 px-3 py-2 text-sm">
              <span className="min-w-0 flex-1 truncate">{one.name}</span>
              {one.held > 0 && <span className="text-ink-3 text-xs">{t`${held} of them already theirs`}</span>}
              <span className="tnum font-medium">{number(one.count)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
