import { useLingui } from "@lingui/react/macro";
import {
  Building2Icon,
  HandshakeIcon,
  ListChecksIcon,
  MagnetIcon,
  MessageSquarePlusIcon,
  UserRoundPlusIcon,
} from "lucide-react";
import { useCan } from "../session/viewer";
import type { MenuEntry } from "../ui/Menu";
import { useOverlay } from "../ui/useOverlay";

/** What can be made from anywhere. */
export function useCreateEntries(): () => MenuEntry[] {
  const { t } = useLingui();
  const open = useOverlay();
  const canLead = useCan("lead.create");
  return () => [
    { label: t`Log an activity`, icon: <MessageSquarePlusIcon />, onSelect: () => open("activity") },
    { label: t`New task`, icon: <ListChecksIcon />, onSelect: () => open("task") },
    { kind: "separator" },
    ...(canLead ? [{ label: t`New lead`, icon: <MagnetIcon />, onSelect: () => open("lead") }] : []),
    { label: t`New deal`, icon: <HandshakeIcon />, onSelect: () => open("deal") },
    { label: t`New account`, icon: <Building2Icon />, onSelect: () => open("account") },
    { label: t`New contact`, icon: <UserRoundPlusIcon />, onSelect: () => open("contact") },
  ];
}
