import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { InboxIcon, RotateCcwIcon } from "lucide-react";
import { useMemo } from "react";
import { PagedList } from "../lists/PagedList";
import { dateTime } from "../session/formats";
import { currentLocale } from "../session/settings";
import { useCan } from "../session/viewer";
import { actOrTell } from "../sync/act";
import { useList } from "../sync/useList";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { notify } from "../ui/notify";
import { useLabel } from "../ui/useLabel";
import { IntakesDocument, type IntakesQuery, ReplayIntakeDocument } from "./intake.gen";
import { INTAKE, INTAKE_TONE } from "./labels";

const none = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null }, totalCount: 0 };
const pick = (data: IntakesQuery) => data.leadSource?.payloads ?? none;
const AGAIN = new Set(["REFUSED", "FAILED", "SPAM"]);

/** What came through a source, the latest first: what became of it, why not, and the way to try once more. */
export function IntakeLog({ sourceId, isMail = false }: { sourceId: string; isMail?: boolean }) {
  const { t } = useLingui();
  const label = useLabel();
  const canReplay = useCan("intake_payload.update");
  const variables = useMemo(() => ({ id: sourceId }), [sourceId]);
  const list = useList(IntakesDocument, variables, pick);

  async function replay(id: string) {
    if (!(await actOrTell(ReplayIntakeDocument, { input: { id } })).ok) return;
    notify({ title: t`It is processed once more` });
    setTimeout(list.retry, 1_500);
  }

  return (
    <section className="flex flex-col gap-2">
      <div className="flex items-center gap-2">
        <h3 className="flex-1 font-medium text-sm">{t`What came`}</h3>
        <Button size="sm" look="ghost" onClick={list.retry}>{t`Look again`}</Button>
      </div>
      <PagedList
        list={list}
        skeleton={4}
        empty={
          <EmptyState className="py-6!" icon={<InboxIcon />} title={t`Nothing has come yet`}>
            {isMail ? t`Every mail that arrives from now on stands here.` : t`Send the request above to try it.`}
          </EmptyState>
        }
      >
        <ul className="divide-y divide-line rounded-lg border border-line">
          {list.rows.map((one) => (
            <li key={one.id} className="px-3 py-2 text-sm">
              <div className="flex min-h-8 flex-wrap items-center gap-2">
                <Badge tone={INTAKE_TONE[one.status ?? ""]}>{label(INTAKE, one.status ?? "")}</Badge>
                <span className="tnum text-ink-3 text-xs">{dateTime(one.at)}</span>
                <span className="min-w-0 flex-1 truncate">
                  {one.lead && (
                    <Link
                      to="/leads/$leadId"
                      params={{ leadId: one.lead.id }}
                      className="text-accent-text hover:underline"
                    >
                      {one.lead.name}
                    </Link>
                  )}
                  {one.contact && (
                    <Link
                      to="/contacts/$contactId"
                      params={{ contactId: one.contact.id }}
                      className="text-accent-text hover:underline"
                    >
                      {one.contact.name}
                    </Link>
                  )}
                </span>
                {canReplay && AGAIN.has(one.status ?? "") && (
                  <Button size="sm" icon={<RotateCcwIcon />} onClick={() => void replay(one.id)}>
                    {t`Process again`}
                  </Button>
                )}
              </div>
              <p className="text-ink-2 text-xs empty:hidden">{reasons(one.problems)}</p>
              <details className="mt-1">
                <summary className="min-h-6 cursor-pointer text-ink-3 text-xs">{t`What was sent`}</summary>
                <pre className="scrollbar-thin mt-1 overflow-x-auto rounded bg-canvas p-2 font-mono text-xs">
                  {one.payload ? JSON.stringify(one.payload, null, 2) : one.sentKeys.join("\n")}
                </pre>
                {!one.payload && (
                  <p className="mt-1 text-ink-3 text-xs">{t`The values are shown to administrators.`}</p>
                )}
              </details>
            </li>
          ))}
        </ul>
      </PagedList>
    </section>
  );
}

type Told = { zh: string; en: string };

/** Why there is no lead of it; kept in both languages, because whoever reads it was not known then. */
function reasons(problems: unknown): string {
  const chinese = currentLocale().startsWith("zh");
  return ((problems ?? []) as Told[]).map((one) => (chinese ? one.zh : one.en)).join(" ");
}
