import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate, useSearch } from "@tanstack/react-router";
import {
  ArchiveIcon,
  ArrowRightLeftIcon,
  EllipsisVerticalIcon,
  KeyRoundIcon,
  MessageSquarePlusIcon,
  PencilIcon,
} from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import type { CombinedError, TypedDocumentNode } from "urql";
import type { Subject } from "../activities/subject";
import { actOrTell } from "../sync/act";
import { problemOf } from "../sync/problems";
import { Button, IconButton } from "../ui/Button";
import { Menu, type MenuEntry } from "../ui/Menu";
import { notify } from "../ui/notify";
import { RecordPage } from "../ui/RecordPage";
import { useOverlay } from "../ui/useOverlay";
import { RecordTabs } from "./RecordTabs";

const AccessDialog = lazy(() => import("./AccessDialog").then((module) => ({ default: module.AccessDialog })));
const TransferDialog = lazy(() => import("./TransferDialog").then((module) => ({ default: module.TransferDialog })));

const PAGE = {
  account: "/accounts/$accountId",
  contact: "/contacts/$contactId",
  deal: "/deals/$dealId",
  contract: "/contracts/$contractId",
  lead: "/leads/$leadId",
} as const;
const LIST = {
  account: "/accounts",
  contact: "/contacts",
  deal: "/deals",
  contract: "/contracts",
  lead: "/leads",
} as const;

type Known = {
  id: string;
  name: string;
  version: number;
  viewerCan: { update: boolean; transfer: boolean; void: boolean; share: boolean };
};

type Props = {
  subject: Subject;
  /** Undefined while it is not known, null when there is none for the viewer. */
  record: Known | null | undefined;
  reading: { error?: CombinedError; fetching: boolean };
  again: (options: { requestPolicy: "network-only" }) => void;
  texts: { missing: string; voided: string };
  voids: TypedDocumentNode<object, { input: { id: string; version: number } }>;
  restores: TypedDocumentNode<object, { input: { id: string } }>;
  subtitle?: ReactNode;
  above?: ReactNode;
  /** It no longer changes: nothing is logged on it, nothing edited. */
  closed?: boolean;
  /** What happened with it, and with whom, is not told to this viewer yet. */
  sealed?: boolean;
  /** Before the actions that every record has. */
  actions?: ReactNode;
  /** The menu of what is rarer, in this kind's own order. */
  entries: (every: { access: MenuEntry; transfer: MenuEntry; voiding: MenuEntry }) => MenuEntry[];
  form: (close: () => void) => ReactNode;
  aside: ReactNode;
  history?: ReactNode;
  children: ReactNode;
};

/** The page of one record: the actions, dialogs and tabs that every record has, around what only its kind shows. */
export function RecordRoom(props: Props) {
  const { subject, record, reading, again, texts } = props;
  const { t } = useLingui();
  const from = PAGE[subject.kind];
  const { tab } = useSearch({ from });
  const navigate = useNavigate({ from });
  const open = useOverlay();
  const [dialog, setDialog] = useState<"edit" | "transfer" | "access" | null>(null);
  const close = () => setDialog(null);
  const readAgain = () => again({ requestPolicy: "network-only" });
  const problem =
    reading.error && record === undefined
      ? problemOf(reading.error)
      : record === null && !reading.fetching
        ? { kind: "missing", title: texts.missing }
        : null;

  async function voidIt({ id, version }: Known) {
    const outcome = await actOrTell(props.voids, { input: { id, version } });
    if (!outcome.ok) return;
    notify({
      title: texts.voided,
      undo: { label: t`Undo`, run: () => void actOrTell(props.restores, { input: { id } }) },
    });
    void navigate({ to: LIST[subject.kind] });
  }

  function entries(known: Known): MenuEntry[] {
    const { viewerCan } = known;
    return props.entries({
      access: { label: t`Access and following`, icon: <KeyRoundIcon />, onSelect: () => setDialog("access") },
      transfer: {
        label: t`Transfer the owner`,
        icon: <ArrowRightLeftIcon />,
        disabled: !viewerCan.transfer,
        onSelect: () => setDialog("transfer"),
      },
      voiding: {
        label: t`Void`,
        icon: <ArchiveIcon />,
        danger: true,
        disabled: !viewerCan.void,
        onSelect: () => void voidIt(known),
      },
    });
  }

  return (
    <RecordPage
      title={record?.name}
      subtitle={props.subtitle}
      loading={record === undefined && reading.fetching}
      problem={problem}
      onRetry={readAgain}
      above={props.above}
      actions={
        record && (
          <>
            {props.actions}
            {!props.closed && (
              <Button
                icon={<MessageSquarePlusIcon />}
                onClick={() => open("activity", record.id)}
                aria-label={t`Log an activity`}
              >
                <span className="hidden md:inline">
                  <Trans>Log</Trans>
                </span>
              </Button>
            )}
            {record.viewerCan.update && !props.closed && (
              <Button icon={<PencilIcon />} onClick={() => setDialog("edit")} aria-label={t`Edit`}>
                <span className="hidden md:inline">
                  <Trans>Edit</Trans>
                </span>
              </Button>
            )}
            <Menu
              label={t`More`}
              trigger={<IconButton label={t`More`} icon={<EllipsisVerticalIcon />} />}
              entries={() => entries(record)}
            />
          </>
        )
      }
      aside={props.aside}
    >
      {props.children}
      {props.sealed ? null : (
        <RecordTabs
          subject={subject}
          tab={tab}
          onTab={(next) =>
            navigate({ params: true, search: (now: { tab?: string }) => ({ ...now, tab: next }), replace: true })
          }
          history={props.history}
        />
      )}
      <Suspense>
        {record && dialog === "access" && (
          <AccessDialog id={record.id} name={record.name} canShare={record.viewerCan.share} onClose={close} />
        )}
        {record && dialog === "edit" && props.form(close)}
        {record && dialog === "transfer" && (
          <TransferDialog
            id={record.id}
            version={record.version}
            name={record.name}
            onClose={close}
            onDone={readAgain}
          />
        )}
      </Suspense>
    </RecordPage>
  );
}
