import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

export const ROLE: Record<string, MessageDescriptor> = {
  ADMIN: msg`Administrator`,
  DIRECTOR: msg`Director`,
  MANAGER: msg`Sales manager`,
  REP: msg`Sales rep`,
  MARKETING: msg`Marketing`,
  SERVICE: msg`Customer service`,
  FINANCE: msg`Finance`,
  LEGAL: msg`Legal`,
  PARTNER: msg`Channel partner`,
  AUDITOR: msg`Auditor`,
};
