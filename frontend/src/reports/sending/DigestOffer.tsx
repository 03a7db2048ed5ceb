import { useLingui } from "@lingui/react/macro";
import { NewspaperIcon } from "lucide-react";
import { useState } from "react";
import { useQuery } from "urql";
import { useCan } from "../../session/viewer";
import { Button } from "../../ui/Button";
import { Menu } from "../../ui/Menu";
import { Section } from "../../ui/Page";
import { TeamsDocument } from "../../views/views.gen";
import { DIGEST } from "./about";
import { ScheduleForm } from "./ScheduleForm";

/** Status without asking: the week of a team, every Monday morning, to everybody in it. */
export function DigestOffer() {
  const { t } = useLingui();
  const mayOffer = useCan("view.publish");
  const [{ data }] = useQuery({ query: TeamsDocument, pause: !mayOffer });
  const [team, setTeam] = useState<{ id: string; name: string } | null>(null);
  const teams = (data?.teams.nodes ?? []).map((one) => ({ id: one.id, name: one.name ?? "" }));
  if (!mayOffer || teams.length === 0) return null;
  const name = team?.name ?? "";
  return (
    <Section>
      <div className="flex flex-wrap items-center gap-3 pt-3">
        <span className="grid size-9 shrink-0 place-items-center rounded-lg bg-accent-soft text-accent-text">
          <NewspaperIcon className="size-4" aria-hidden />
        </span>
        <div className="min-w-0 flex-1">
          <p className="font-medium text-sm">{t`Weekly digest of a team`}</p>
          <p className="text-ink-3 text-xs">
            {t`Mondays at 08:30: what was won and done last week, what is open, late or overdue. Everybody sees their own part.`}
          </p>
        </div>
        <Menu
          label={t`Choose a team`}
          entries={() => teams.map((one) => ({ label: one.name, onSelect: () => setTeam(one) }))}
          trigger={<Button>{t`Set up…`}</Button>}
        />
      </div>
      {team && (
        <ScheduleForm
          about={{ ready: DIGEST, teamId: team.id }}
          name={t`Weekly digest: ${name}`}
          proposed={[{ value: team.id, label: team.name }]}
          onClose={() => setTeam(null)}
        />
      )}
    </Section>
  );
}
