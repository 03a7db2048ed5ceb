import { useLingui } from "@lingui/react/macro";
import { CopyIcon, FileDownIcon, MessageSquareIcon, PaperclipIcon, SendIcon } from "lucide-react";
import { LogActivityDocument } from "../activities/activities.gen";
import { KIND, KIND_ICON } from "../activities/labels";
import type { LeadFactsFragment } from "../leads/leads.gen";
import { dateTime } from "../session/formats";
import { actOrTell } from "../sync/act";
import { Button } from "../ui/Button";
import { Menu, type MenuEntry } from "../ui/Menu";
import { notify } from "../ui/notify";
import { useLabel } from "../ui/useLabel";
import { AttachCaseDocument, type CaseAdviceFragment, DetachCaseDocument, type LeadSellingQuery } from "./selling.gen";
import { Why } from "./Why";

type Recent = LeadSellingQuery["activities"]["nodes"][number];
type Props = { advice: CaseAdviceFragment; lead: LeadFactsFragment; may: boolean; recent: readonly Recent[] };

/** A success case that fits: its text is copied, or it is noted in which activity the customer was told of it. */
export function CaseAdvice({ advice, lead, may, recent }: Props) {
  const { t } = useLingui();
  const label = useLabel();
  const { id, title } = advice;

  const attach = async (activityId: string, done: string) => {
    const outcome = await actOrTell(AttachCaseDocument, { input: { id, activityId } });
    if (!outcome.ok) return;
    const undo = () => void actOrTell(DetachCaseDocument, { input: { id, activityId } });
    notify({ title: done, undo: { label: t`Undo`, run: undo } });
  };
  const copy = async () => {
    await navigator.clipboard?.writeText([title, advice.story, advice.result].filter(Boolean).join("\n\n"));
    notify({ title: t`Copied` });
  };
  const log = async () => {
    const outcome = await actOrTell(LogActivityDocument, {
      input: { kind: "MESSAGE", direction: "OUTBOUND", summary: t`Sent the case “${title}”`, leadId: lead.id },
    });
    const activity = outcome.ok ? outcome.payload.activity : null;
    if (activity) await attach(activity.id, t`Logged as a message, with the case`);
  };
  const entries = (): MenuEntry[] => [
    { label: t`Copy the text`, icon: <CopyIcon />, onSelect: () => void copy() },
    ...(advice.file
      ? [{ label: t`Download the file`, icon: <FileDownIcon />, onSelect: () => location.assign(`/files/cases/${id}`) }]
      : []),
    ...(may
      ? [
          { kind: "separator" as const },
          { label: t`Log as sent by message`, icon: <MessageSquareIcon />, onSelect: () => void log() },
          ...recent.map((one): MenuEntry => {
            const Icon = KIND_ICON[one.kind];
            const when = dateTime(one.occurredAt);
            const kind = label(KIND, one.kind);
            return {
              label: t`Attach to: ${kind}, ${when}`,
              icon: <Icon />,
              disabled: one.caseUses.nodes.some((use) => use.case?.id === id),
              onSelect: () => void attach(one.id, t`The case was attached`),
            };
          }),
        ]
      : []),
  ];
  return (
    <li className="flex items-start gap-2 py-2 first:pt-0">
      <div className="min-w-0 flex-1">
        <p className="text-sm">{title}</p>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-1.5 text-ink-2 text-xs">
          {advice.result}
          {advice.file && <PaperclipIcon className="size-3 text-ink-3" aria-label={advice.file} />}
        </p>
        <Why why={advice.why} />
      </div>
      <Menu
        align="end"
        label={title}
        trigger={
          <Button size="sm" icon={<SendIcon />} aria-label={t`Use the case: ${title}`}>
            {t`Use`}
          </Button>
        }
        entries={entries}
      />
    </li>
  );
}
