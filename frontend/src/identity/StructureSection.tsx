import { Trans, useLingui } from "@lingui/react/macro";
import { NetworkIcon, PencilIcon, PlusIcon, UsersRoundIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useQuery } from "urql";
import { useCan } from "../session/viewer";
import { problemOf } from "../sync/problems";
import { Badge } from "../ui/Badge";
import { Button, IconButton } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { Section } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import { tree } from "./departmentTree";
import { type DepartmentRowFragment, StructureDocument, type TeamRowFragment } from "./structure.gen";

const DepartmentForm = lazy(() => import("./DepartmentForm").then((module) => ({ default: module.DepartmentForm })));
const TeamForm = lazy(() => import("./TeamForm").then((module) => ({ default: module.TeamForm })));

export type Member = { id: string; name: string };
type Open =
  | { kind: "department"; department?: DepartmentRowFragment; parent?: DepartmentRowFragment }
  | { kind: "team"; team?: TeamRowFragment };

/** The tree of departments, which decides what managers see, and the teams across it. */
export function StructureSection() {
  const { t } = useLingui();
  const canAdmin = useCan("users.admin");
  const [{ data, error }, again] = useQuery({ query: StructureDocument, requestPolicy: "cache-and-network" });
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  if (error && !data)
    return <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />;
  if (!data) return <SkeletonRows />;
  return (
    <div className="flex flex-col gap-4">
      <Section
        title={t`Departments`}
        actions={
          canAdmin && (
            <Button size="sm" icon={<PlusIcon />} onClick={() => setOpen({ kind: "department" })}>
              <Trans>New department</Trans>
            </Button>
          )
        }
      >
        <p className="mb-2 text-ink-2 text-sm">{t`A manager sees what belongs to their department and to all below it.`}</p>
        <ul className="divide-y divide-line">
          {tree(data.departments.nodes).map(({ node, depth }) => (
            <li
              key={node.id}
              className="flex min-h-11 items-center gap-2"
              style={{ paddingInlineStart: `${depth * 1.25}rem` }}
            >
              <NetworkIcon className="size-4 shrink-0 text-ink-3" />
              <span className="min-w-0 flex-1 truncate text-sm">{node.name}</span>
              <span className="tnum text-ink-3 text-xs" title={t`Active people`}>
                {node.users.totalCount}
              </span>
              {canAdmin && (
                <>
                  <IconButton
                    label={`${t`New department below`}: ${node.name}`}
                    icon={<PlusIcon />}
                    onClick={() => setOpen({ kind: "department", parent: node })}
                  />
                  <IconButton
                    label={`${t`Edit`}: ${node.name}`}
                    icon={<PencilIcon />}
                    onClick={() => setOpen({ kind: "department", department: node })}
                  />
                </>
              )}
            </li>
          ))}
        </ul>
      </Section>
      <Section
        title={t`Teams`}
        actions={
          canAdmin && (
            <Button size="sm" icon={<PlusIcon />} onClick={() => setOpen({ kind: "team" })}>
              <Trans>New team</Trans>
            </Button>
          )
        }
      >
        <p className="mb-2 text-ink-2 text-sm">{t`Records can be shared with a team, across departments.`}</p>
        {data.teams.nodes.length === 0 ? (
          <EmptyState className="py-6!" icon={<UsersRoundIcon />} title={t`No teams yet`} />
        ) : (
          <ul className="divide-y divide-line">
            {data.teams.nodes.map((team) => (
              <li key={team.id} className="flex items-center gap-3 py-2">
                <div className="min-w-0 flex-1">
                  <p className="flex items-center gap-2 text-sm">
                    <span className="font-medium">{team.name}</span>
                    {team.region && <Badge>{team.region}</Badge>}
                  </p>
                  <p className="text-ink-3 text-xs">
                    {(team.members as Member[]).map((one) => one.name).join("、") || t`Nobody yet`}
                  </p>
                </div>
                {canAdmin && (
                  <IconButton
                    label={`${t`Edit`}: ${team.name}`}
                    icon={<PencilIcon />}
                    onClick={() => setOpen({ kind: "team", team })}
                  />
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Suspense>
        {open?.kind === "department" && (
          <DepartmentForm
            department={open.department}
            parent={open.parent}
            all={data.departments.nodes}
            onClose={close}
          />
        )}
        {open?.kind === "team" && <TeamForm team={open.team} onClose={close} />}
      </Suspense>
    </div>
  );
}
