import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import type { FieldSpec } from "../ui/formFields";

/** Whom a row is for, as fields of its form. */
export function useAimFields(): FieldSpec[] {
  const { t } = useLingui();
  return useMemo(
    () => [
      { name: "industry", label: t`Industry`, kind: "text", max: 100, hint: t`Empty: every industry` },
      { name: "role", label: t`Role`, kind: "text", max: 100, hint: t`A part of the job title is enough` },
      {
        name: "traits",
        label: t`Traits`,
        kind: "tags",
        wide: true,
        hint: t`Each that is a tag of the lead counts. Separate with commas.`,
      },
      { name: "isActive", label: t`In use`, kind: "check", wide: true },
    ],
    [t],
  );
}

type Aimed = { industry: string | null; role: string | null; traits: readonly string[] };

/** The same in one line. */
export const aimOf = (row: Aimed) => [row.industry, row.role, ...row.traits].filter(Boolean).join(" · ");
