import { Trans, useLingui } from "@lingui/react/macro";
import { CableIcon, PlusIcon } from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { SettingsList } from "../lists/SettingsList";
import { relative } from "../session/formats";
import { useCan } from "../session/viewer";
import { useList } from "../sync/useList";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { useLabel } from "../ui/useLabel";
import { LeadSourcesDocument, type LeadSourcesQuery } from "./intake.gen";
import { SOURCE_KIND } from "./labels";

const SourceForm = lazy(() => import("./SourceForm").then((module) => ({ default: module.SourceForm })));
const SourcePanel = lazy(() => import("./SourcePanel").then((module) => ({ default: module.SourcePanel })));
const pick = (data: LeadSourcesQuery) => data.leadSources;

/** The doors through which leads come from outside, each with its address and what came through it. */
export function SourcesSection() {
  const { t } = useLingui();
  const label = useLabel();
  const canCreate = useCan("lead_source.create");
  const [text, setText] = useState("");
  const [shut, setShut] = useState(false);
  const [open, setOpen] = useState<string | "new" | null>(null);
  const variables = useMemo(
    () => ({ search: text || null, where: shut ? {} : { isActive: { eq: true } } }),
    [text, shut],
  );
  const list = useList(LeadSourcesDocument, variables, pick);
  const chosen = list.rows.find((one) => one.id === open);
  const create = canCreate && (
    <Button look="primary" icon={<PlusIcon />} onClick={() => setOpen("new")}>
      <Trans>New source</Trans>
    </Button>
  );
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-2 text-sm">
        {t`Websites, platforms and your own programs send leads to the address of a source. Whom Weir knows already is told to nobody outside.`}
      </p>
      <SettingsList
        list={list}
        search={{ label: t`Search sources`, text, onText: setText }}
        outOfUse={{ label: t`Also those that are shut`, shown: shut, onShown: setShut }}
        create={create}
        empty={
          <EmptyState
            icon={<CableIcon />}
            title={text ? t`No source fits` : t`No sources yet`}
            action={!text && create}
          >
            {!text && t`A source gives leads from a website or a platform an address to come to.`}
          </EmptyState>
        }
      >
        {list.rows.map((one) => {
          const { totalCount: count, nodes } = one.payloads;
          const troubled = one.troubled.totalCount;
          const mailbox = one.mailboxes.nodes[0];
          const broken =
            one.kind === "MAIL" && one.isActive && (!mailbox || (mailbox.problems as unknown[]).length > 0);
          return (
            <li key={one.id}>
              <button
                type="button"
                className="flex min-h-14 w-full items-center gap-3 px-4 py-2.5 text-left hover:bg-hover"
                onClick={() => setOpen(one.id)}
              >
                <span className="min-w-0 flex-1">
                  <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
                    <span className="font-medium text-sm">{one.name}</span>
                    <Badge>{label(SOURCE_KIND, one.kind)}</Badge>
                    {!one.isActive && <Badge tone="warn">{t`Shut`}</Badge>}
                  </span>
                  <span className="block truncate text-ink-3 text-xs">
                    {[one.campaign?.name ?? one.channel?.name, nodes[0] && relative(nodes[0].at)]
                      .filter(Boolean)
                      .join(" · ") || t`Nothing has come yet`}
                  </span>
                </span>
                {broken && <Badge tone="bad">{mailbox ? t`Mailbox cannot be read` : t`No mailbox yet`}</Badge>}
                {troubled > 0 && <Badge tone="warn">{t`${troubled} to look at`}</Badge>}
                <span className="tnum shrink-0 text-ink-2 text-sm">{t`${count} received`}</span>
              </button>
            </li>
          );
        })}
      </SettingsList>
      <Suspense>
        {open === "new" && <SourceForm onClose={() => setOpen(null)} />}
        {chosen && <SourcePanel source={chosen} onClose={() => setOpen(null)} />}
      </Suspense>
    </div>
  );
}
