import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import {
  BanknoteIcon,
  Building2Icon,
  ChartColumnIcon,
  FileSignatureIcon,
  FishOffIcon,
  KanbanIcon,
  ListChecksIcon,
  type LucideIcon,
  MagnetIcon,
  MegaphoneIcon,
  ScaleIcon,
  SettingsIcon,
  SunIcon,
  TableIcon,
  UploadIcon,
  UsersRoundIcon,
  WavesIcon,
} from "lucide-react";

export type Entry = { to: string; label: MessageDescriptor; icon: LucideIcon; permission?: string };

export const MAIN: readonly Entry[] = [
  { to: "/", label: msg`Today`, icon: SunIcon },
  { to: "/leads", label: msg`Leads`, icon: MagnetIcon, permission: "lead.read" },
  { to: "/pool", label: msg`Pool`, icon: WavesIcon, permission: "lead_pool.read" },
  { to: "/board", label: msg`Board`, icon: KanbanIcon },
  { to: "/deals", label: msg`Deals`, icon: TableIcon },
  { to: "/contracts", label: msg`Contracts`, icon: FileSignatureIcon, permission: "contract.read" },
  { to: "/payments", label: msg`Payments`, icon: BanknoteIcon, permission: "payment.read" },
  { to: "/accounts", label: msg`Accounts`, icon: Building2Icon },
  { to: "/contacts", label: msg`Contacts`, icon: UsersRoundIcon },
  { to: "/campaigns", label: msg`Campaigns`, icon: MegaphoneIcon, permission: "campaign.read" },
  { to: "/tasks", label: msg`Tasks`, icon: ListChecksIcon },
];

export const MORE: readonly Entry[] = [
  { to: "/load", label: msg`Lead load`, icon: ScaleIcon, permission: "lead.assign" },
  { to: "/reports", label: msg`Reports`, icon: ChartColumnIcon, permission: "report.read" },
  { to: "/missed", label: msg`Missed business`, icon: FishOffIcon, permission: "lead.read" },
  { to: "/import", label: msg`Import`, icon: UploadIcon, permission: "import_batch.create" },
  { to: "/settings", label: msg`Settings`, icon: SettingsIcon },
];
