import { useLingui } from "@lingui/react/macro";
import { PagedList } from "../../lists/PagedList";
import { useCan } from "../../session/viewer";
import { useList } from "../../sync/useList";
import { Page, Section } from "../../ui/Page";
import { ToReports } from "../ToReports";
import { AlertLine } from "./AlertLine";
import { AlertsDocument, type AlertsQuery } from "./alerts.gen";
import { DigestOffer } from "./DigestOffer";
import { EmbedLine } from "./EmbedLine";
import { EmbedsDocument, type EmbedsQuery } from "./embeds.gen";
import { NoServer } from "./NoServer";
import { ScheduleLine } from "./ScheduleLine";
import { SchedulesDocument, type SchedulesQuery } from "./sending.gen";

const schedulesOf = (data: SchedulesQuery) => data.reportSchedules;
const alertsOf = (data: AlertsQuery) => data.reportAlerts;
const embedsOf = (data: EmbedsQuery) => data.reportEmbeds;
const ALL = {};

/** Everything of one's own that goes out by itself, with the weekly digest as an offer; administrators see what others have. */
export function SendingPage() {
  const { t } = useLingui();
  const mayEmbed = useCan("report_embed.read");
  const schedules = useList(SchedulesDocument, ALL, schedulesOf);
  const alerts = useList(AlertsDocument, ALL, alertsOf);
  return (
    <Page lead={<ToReports />} title={t`Sent by itself`}>
      <div className="mx-auto flex max-w-3xl flex-col gap-4 p-3 md:p-6">
        <NoServer />
        <DigestOffer />
        <Section title={t`Sent regularly`}>
          <PagedList
            list={schedules}
            skeleton={2}
            empty={
              <p className="py-2 text-ink-3 text-sm">{t`Open a report or a dashboard and choose “Send regularly” in its menu.`}</p>
            }
          >
            <ul className="divide-y divide-line">
              {schedules.rows.map((row) => (
                <ScheduleLine key={row.id} row={row} />
              ))}
            </ul>
          </PagedList>
        </Section>
        <Section title={t`Alerts`}>
          <PagedList
            list={alerts}
            skeleton={2}
            empty={
              <p className="py-2 text-ink-3 text-sm">{t`Open one of your reports and choose “Alerts” in its menu.`}</p>
            }
          >
            <ul className="divide-y divide-line">
              {alerts.rows.map((row) => (
                <AlertLine key={row.id} row={row} withReport />
              ))}
            </ul>
          </PagedList>
        </Section>
        {mayEmbed && <Embeds />}
      </div>
    </Page>
  );
}

function Embeds() {
  const { t } = useLingui();
  const list = useList(EmbedsDocument, ALL, embedsOf);
  return (
    <Section title={t`Embedded pages`}>
      <PagedList
        list={list}
        skeleton={1}
        empty={
          <p className="py-2 text-ink-3 text-sm">{t`Open a report or a dashboard and choose “Embed” in its menu.`}</p>
        }
      >
        <ul className="divide-y divide-line">
          {list.rows.map((row) => (
            <EmbedLine key={row.id} row={row} />
          ))}
        </ul>
      </PagedList>
    </Section>
  );
}
