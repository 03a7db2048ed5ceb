import { useLingui } from "@lingui/react/macro";
import type { Kind } from "./missed";

/** The ways business is missed: their names, what they mean, their colour. */
export function useMissedTexts(): Record<Kind, { label: string; about: string; colour: string }> {
  const { t } = useLingui();
  return {
    NEVER_CONTACTED: {
      label: t`Never contacted`,
      about: t`Came more than 7 days ago, and nobody has called or written.`,
      colour: "var(--color-danger)",
    },
    DISQUALIFIED: {
      label: t`Lost before a quote`,
      about: t`Worked, then called invalid although it was a lead.`,
      colour: "var(--color-warn)",
    },
    RECYCLED_TWICE: {
      label: t`Gone back twice`,
      about: t`Back in the pool twice or more, and still no deal.`,
      colour: "var(--color-accent)",
    },
  };
}
