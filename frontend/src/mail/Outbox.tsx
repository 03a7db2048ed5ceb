import { useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { PagedList } from "../lists/PagedList";
import { dateTime } from "../session/formats";
import { useList } from "../sync/useList";
import { Badge } from "../ui/Badge";
import { Section } from "../ui/Page";
import { useLabel } from "../ui/useLabel";
import { KIND, STATE, STATE_TONE } from "./labels";
import { type MailRowFragment, OutboxDocument, type OutboxQuery } from "./mail.gen";
import { problemTexts } from "./problems";

const pick = (data: OutboxQuery) => data.mails;
const nothing = {};

/** The mails of the last 90 days: to whom, and what became of them. It is read anew with every `beat`. */
export function Outbox({ beat }: { beat: number }) {
  const { t } = useLingui();
  const list = useList(OutboxDocument, nothing, pick);
  const { retry } = list;
  useEffect(() => {
    if (beat > 0) retry();
  }, [beat, retry]);
  return (
    <Section title={t`Sent mail`}>
      <PagedList list={list} skeleton={3} empty={<p className="py-2 text-ink-3 text-sm">{t`Nothing was sent yet.`}</p>}>
        <ul className="divide-y divide-line">
          {list.rows.map((row) => (
            <MailLine key={row.id} row={row} />
          ))}
        </ul>
      </PagedList>
    </Section>
  );
}

/** One mail: to whom, what, when, and what is wrong with it. */
export function MailLine({ row }: { row: MailRowFragment }) {
  const label = useLabel();
  const problems = row.state === "SENT" ? [] : problemTexts(row.problems);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-0.5 py-2 text-sm">
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{row.user?.name}</span>
        <span className="block truncate text-ink-3 text-xs">{row.subject ?? label(KIND, row.kind)}</span>
      </span>
      <span className="text-ink-3 text-xs">{dateTime(row.sentAt ?? row.createdAt)}</span>
      <Badge tone={STATE_TONE[row.state ?? ""]}>{label(STATE, row.state)}</Badge>
      {problems.map((text) => (
        <span key={text} className="w-full text-ink-2 text-xs">
          {text}
        </span>
      ))}
    </li>
  );
}
