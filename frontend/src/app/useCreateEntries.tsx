import { useLingui } from "@lingui/react/macro";
import { Building2Icon, HandshakeIcon, ListChecksIcon, MessageSquarePlusIcon, UserRoundPlusIcon } from "lucide-react";
import type { MenuEntry } from "../ui/Menu";
import { useOverlay } from "../ui/useOverlay";

/** What can be made from anywhere. */
export function useCreateEntries(): () => MenuEntry[] {
  const { t } = useLingui();
  const open = useOverlay();
  return () => [
    { label: t`Log an activity`, icon: <MessageSquarePlusIcon />, onSelect: () => open("activity") },
    { label: t`New task`, icon: <ListChecksIcon />, onSelect: () => open("task") },
    { kind: "separator" },
    { label: t`New deal`, icon: <HandshakeIcon />, onSelect: () => open("deal") },
    { label: t`New account`, icon: <Building2Icon />, onSelect: () => open("account") },
    { label: t`New contact`, icon: <UserRoundPlusIcon />, onSelect: () => open("contact") },
  ];
}
