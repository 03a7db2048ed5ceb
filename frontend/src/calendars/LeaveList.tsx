import { Trans, useLingui } from "@lingui/react/macro";
import { PalmtreeIcon, PencilIcon, PlusIcon, XIcon } from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { PagedList } from "../lists/PagedList";
import { dateTime } from "../session/formats";
import { useCan } from "../session/viewer";
import { actOrTell } from "../sync/act";
import { useList } from "../sync/useList";
import { Avatar } from "../ui/Avatar";
import { Badge } from "../ui/Badge";
import { Button, IconButton } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { Section } from "../ui/Page";
import { type LeaveRowFragment, LeavesDocument, type LeavesQuery, VoidLeaveDocument } from "./calendars.gen";

const LeaveForm = lazy(() => import("./LeaveForm").then((module) => ({ default: module.LeaveForm })));
const pick = (data: LeavesQuery) => data.leaves;

/** Who is away now or will be. */
export function LeaveList() {
  const { t } = useLingui();
  const canAdd = useCan("leave.create");
  const since = useMemo(() => ({ since: new Date(new Date().setMinutes(0, 0, 0)).toISOString() }), []);
  const list = useList(LeavesDocument, since, pick);
  const [open, setOpen] = useState<{ leave?: LeaveRowFragment } | null>(null);
  const add = canAdd && (
    <Button size="sm" icon={<PlusIcon />} onClick={() => setOpen({})}>
      <Trans>New leave</Trans>
    </Button>
  );
  return (
    <Section title={t`Leave`} actions={add}>
      <p className="mb-2 text-ink-2 text-sm">{t`Who is away, and who stands in meanwhile.`}</p>
      <PagedList
        list={list}
        skeleton={2}
        empty={<EmptyState className="py-6!" icon={<PalmtreeIcon />} title={t`Nobody is away`} />}
      >
        <ul className="divide-y divide-line">
          {list.rows.map((leave) => (
            <Row key={leave.id} leave={leave} canEdit={canAdd} onEdit={() => setOpen({ leave })} />
          ))}
        </ul>
      </PagedList>
      <Suspense>{open && <LeaveForm leave={open.leave} onClose={() => setOpen(null)} />}</Suspense>
    </Section>
  );
}

function Row({ leave, canEdit, onEdit }: { leave: LeaveRowFragment; canEdit: boolean; onEdit: () => void }) {
  const { t } = useLingui();
  const name = leave.user?.name ?? "";
  const cover = leave.coverUser?.name;
  const isNow = (leave.startsAt ?? "") <= new Date().toISOString();
  return (
    <li className="flex items-center gap-3 py-2">
      <Avatar name={name} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 text-sm">
          <span className="font-medium">{name}</span>
          {isNow && <Badge tone="warn">{t`Away now`}</Badge>}
          {leave.note && <span className="text-ink-2">{leave.note}</span>}
        </p>
        <p className="tnum text-ink-3 text-xs">
          {dateTime(leave.startsAt)} – {leave.endsAt ? dateTime(leave.endsAt) : t`until further notice`}
          {cover && ` · ${t`covered by ${cover}`}`}
        </p>
      </div>
      {canEdit && (
        <>
          <IconButton label={`${t`Edit`}: ${name}`} icon={<PencilIcon />} onClick={onEdit} />
          <IconButton
            label={`${t`Take back`}: ${name}`}
            icon={<XIcon />}
            onClick={() => actOrTell(VoidLeaveDocument, { input: { id: leave.id, version: leave.version } })}
          />
        </>
      )}
    </li>
  );
}
