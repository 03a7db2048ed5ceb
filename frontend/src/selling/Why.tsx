import { useLingui } from "@lingui/react/macro";
import type { WhyFragment } from "./selling.gen";

/** Why a row is advised for a lead: what of it matched. */
export function Why({ why }: { why: WhyFragment }) {
  const { t } = useLingui();
  const { points, industry, role, traits, problems } = why;
  const matched = [...problems, industry, role, ...traits].filter(Boolean);
  return (
    <p
      className="mt-0.5 truncate text-2xs text-ink-3"
      title={t`${points} points: industry 3, role 2, each trait 1, a known problem 4`}
    >
      {matched.length > 0 ? t`Fits: ${matched.join(" · ")}` : t`Fits everybody`}
    </p>
  );
}
