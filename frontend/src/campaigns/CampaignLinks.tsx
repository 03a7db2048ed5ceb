import { useLingui } from "@lingui/react/macro";
import { EllipsisVerticalIcon, LinkIcon, PencilIcon, PlusIcon, QrCodeIcon, Trash2Icon } from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { PagedList } from "../lists/PagedList";
import { useCan } from "../session/viewer";
import { actOrTell } from "../sync/act";
import { useList } from "../sync/useList";
import { Badge } from "../ui/Badge";
import { Button, IconButton } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { Menu } from "../ui/Menu";
import { Section } from "../ui/Page";
import {
  CampaignLinksDocument,
  type CampaignLinksQuery,
  type LinkRowFragment,
  VoidTrackingLinkDocument,
} from "./links.gen";

const LinkForm = lazy(() => import("./LinkForm").then((module) => ({ default: module.LinkForm })));
const LinkCode = lazy(() => import("./LinkCode").then((module) => ({ default: module.LinkCode })));
const none = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null }, totalCount: 0 };
const pick = (data: CampaignLinksQuery) => data.campaign?.links ?? none;
type Open = { kind: "form"; link?: LinkRowFragment } | { kind: "code"; link: LinkRowFragment };

/** The short addresses of a campaign: where each leads, how often it was followed, how many leads came by it. */
export function CampaignLinks({ campaignId }: { campaignId: string }) {
  const { t } = useLingui();
  const canEdit = useCan("tracking_link.update");
  const [open, setOpen] = useState<Open | null>(null);
  const variables = useMemo(() => ({ id: campaignId }), [campaignId]);
  const list = useList(CampaignLinksDocument, variables, pick);
  const close = () => setOpen(null);
  const add = canEdit && (
    <Button size="sm" icon={<PlusIcon />} onClick={() => setOpen({ kind: "form" })}>
      {t`New link`}
    </Button>
  );
  const gone = async (link: LinkRowFragment) => {
    const outcome = await actOrTell(VoidTrackingLinkDocument, { input: { id: link.id, version: link.version ?? 1 } });
    if (outcome.ok) list.retry();
  };
  return (
    <Section title={t`Tracking links`} actions={add}>
      <PagedList
        list={list}
        skeleton={2}
        empty={
          <EmptyState className="py-6!" icon={<LinkIcon />} title={t`No links yet`} action={add}>
            {t`A short address or QR code for a poster, a mail or an advertisement tells what brought a lead.`}
          </EmptyState>
        }
      >
        <ul className="divide-y divide-line">
          {list.rows.map((link) => {
            const clicks = Number(link.clicks.aggregate.sum.times ?? 0);
            const leads = link.touches.totalCount;
            return (
              <li key={link.id} className="flex items-center gap-2 py-2">
                <div className="min-w-0 flex-1">
                  <p className="flex flex-wrap items-center gap-x-2 text-sm">
                    <span className="font-medium">{link.name}</span>
                    {!link.isActive && <Badge tone="warn">{t`Not in use`}</Badge>}
                    <code className="text-ink-3 text-xs">{link.path}</code>
                  </p>
                  <p className="truncate text-ink-3 text-xs">{link.targetUrl}</p>
                  <p className="tnum text-ink-2 text-xs">
                    {t`${clicks} clicks`} · {t`${leads} touches`}
                  </p>
                </div>
                <IconButton
                  label={t`QR code of ${link.name}`}
                  icon={<QrCodeIcon />}
                  onClick={() => setOpen({ kind: "code", link })}
                />
                {canEdit && (
                  <Menu
                    label={`${t`More`}: ${link.name}`}
                    trigger={<IconButton label={`${t`More`}: ${link.name}`} icon={<EllipsisVerticalIcon />} />}
                    entries={() => [
                      { label: t`Edit`, icon: <PencilIcon />, onSelect: () => setOpen({ kind: "form", link }) },
                      { label: t`Remove`, icon: <Trash2Icon />, danger: true, onSelect: () => void gone(link) },
                    ]}
                  />
                )}
              </li>
            );
          })}
        </ul>
      </PagedList>
      <Suspense>
        {open?.kind === "form" && (
          <LinkForm
            campaignId={campaignId}
            link={open.link}
            onClose={close}
            onDone={(made) => {
              list.retry();
              if (made) close();
            }}
          />
        )}
        {open?.kind === "code" && <LinkCode link={open.link} onClose={close} />}
      </Suspense>
    </Section>
  );
}
