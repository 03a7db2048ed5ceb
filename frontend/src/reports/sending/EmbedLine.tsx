import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { ROLE } from "../../identity/labels";
import { date, number, relative } from "../../session/formats";
import { actOrTell } from "../../sync/act";
import { client } from "../../sync/client";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Field } from "../../ui/Field";
import { Input } from "../../ui/Input";
import type { MenuEntry } from "../../ui/Menu";
import { notify } from "../../ui/notify";
import { useLabel } from "../../ui/useLabel";
import {
  EmbedLinkDocument,
  type EmbedRowFragment,
  RevokeReportEmbedDocument,
  UpdateReportEmbedDocument,
} from "./embeds.gen";
import { LineActions } from "./LineActions";

/** One embedded page: with whose access, until when, and how often it was opened. */
export function EmbedLine({ row }: { row: EmbedRowFragment }) {
  const { t } = useLingui();
  const label = useLabel();
  const [changing, setChanging] = useState(false);
  const version = row.version ?? 0;
  const origins = (row.origins ?? []) as string[];
  const isOver = !!row.revokedAt || Date.parse(row.expiresAt ?? "") <= Date.now();
  const who = row.user?.name ?? "";
  const role = label(ROLE, row.role);
  const until = date(row.expiresAt, "long");
  const opened = number(row.opened ?? 0);
  const last = relative(row.openedAt);

  async function copy(frame: boolean) {
    const { data } = await client.query(EmbedLinkDocument, { id: row.id }).toPromise();
    if (!data?.reportEmbedLink) return;
    const link = `${location.origin}${data.reportEmbedLink}`;
    const text = frame
      ? `<iframe src="${link}" width="100%" height="600" style="border:0" title="${(row.name ?? "").replaceAll('"', "")}"></iframe>`
      : link;
    await navigator.clipboard.writeText(text);
    notify({ title: t`Copied` });
  }
  function entries(): MenuEntry[] {
    if (isOver) return [];
    return [
      { label: t`Copy the link`, onSelect: () => void copy(false) },
      { label: t`Copy the code for a page`, onSelect: () => void copy(true) },
      { label: t`Sites that may embed it…`, onSelect: () => setChanging(true) },
      { kind: "separator" },
      {
        label: t`Revoke`,
        danger: true,
        onSelect: () => void actOrTell(RevokeReportEmbedDocument, { input: { id: row.id, version } }),
      },
    ];
  }

  return (
    <li className="flex flex-col gap-2 py-2 text-sm">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2">
          <span className="truncate font-medium">{row.name}</span>
          {row.revokedAt ? <Badge>{t`Revoked`}</Badge> : isOver && <Badge>{t`Expired`}</Badge>}
        </p>
        <p className="text-ink-3 text-xs">{t`Shows what ${who} may see as ${role}, until ${until}.`}</p>
        <p className="text-ink-3 text-xs">
          {[
            origins.length > 0 ? origins.join(", ") : t`no site may embed it`,
            row.openedAt ? t`opened ${opened} times, last ${last}` : t`not opened yet`,
          ].join(" · ")}
        </p>
      </div>
      {!isOver && <LineActions entries={entries()} />}
      {changing && <SitesDialog row={row} origins={origins} onClose={() => setChanging(false)} />}
    </li>
  );
}

type SitesProps = { row: EmbedRowFragment; origins: readonly string[]; onClose: () => void };

function SitesDialog({ row, origins, onClose }: SitesProps) {
  const { t } = useLingui();
  const [sites, setSites] = useState(origins.join(" "));
  async function send() {
    const given = sites.split(/[\s,，;；]+/).filter(Boolean);
    const input = { id: row.id, version: row.version ?? 0, origins: given };
    if ((await actOrTell(UpdateReportEmbedDocument, { input })).ok) onClose();
  }
  return (
    <Dialog
      open
      width="sm"
      title={t`Sites that may embed it`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button look="primary" onClick={() => void send()}>{t`Save`}</Button>
        </>
      }
    >
      <Field
        label={t`Sites`}
        hint={t`Such as https://intranet.example.com, several with spaces. Left empty, no site may.`}
      >
        <Input value={sites} inputMode="url" autoComplete="off" onChange={(event) => setSites(event.target.value)} />
      </Field>
    </Dialog>
  );
}
