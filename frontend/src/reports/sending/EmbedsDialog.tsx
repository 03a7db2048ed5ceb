import { useLingui } from "@lingui/react/macro";
import { AppWindowIcon, PlusIcon } from "lucide-react";
import { useMemo, useState } from "react";
import { PagedList } from "../../lists/PagedList";
import { useList } from "../../sync/useList";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { EmptyState } from "../../ui/EmptyState";
import { type About, whereOf } from "./about";
import { EmbedForm } from "./EmbedForm";
import { EmbedLine } from "./EmbedLine";
import { EmbedsDocument, type EmbedsQuery } from "./embeds.gen";

const pick = (data: EmbedsQuery) => data.reportEmbeds;

/** The pages on which a report or a dashboard stands elsewhere. */
export function EmbedsDialog({ about, name, onClose }: { about: About; name: string; onClose: () => void }) {
  const { t } = useLingui();
  const [making, setMaking] = useState(false);
  const variables = useMemo(() => ({ where: whereOf(about) }), [about]);
  const list = useList(EmbedsDocument, variables, pick);
  if (making) return <EmbedForm about={about} name={name} onClose={() => setMaking(false)} />;
  const add = (
    <Button look="primary" icon={<PlusIcon />} onClick={() => setMaking(true)}>
      {t`New embedded page`}
    </Button>
  );
  return (
    <Dialog open title={t`Embed: ${name}`} onClose={onClose} footer={list.rows.length > 0 && add}>
      <PagedList
        list={list}
        skeleton={2}
        empty={
          <EmptyState icon={<AppWindowIcon />} title={t`Not embedded anywhere`} action={add}>
            {t`A read-only page for an intranet or a screen on the wall, with the access of one person you choose. It expires, and can be revoked.`}
          </EmptyState>
        }
      >
        <ul className="divide-y divide-line">
          {list.rows.map((row) => (
            <EmbedLine key={row.id} row={row} />
          ))}
        </ul>
      </PagedList>
    </Dialog>
  );
}
