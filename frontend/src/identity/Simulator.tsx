import { Trans, useLingui } from "@lingui/react/macro";
import { EyeIcon, EyeOffIcon } from "lucide-react";
import { useState } from "react";
import { number } from "../session/formats";
import { act } from "../sync/act";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import type { Choice } from "../ui/Combobox";
import { Field } from "../ui/Field";
import { Pick } from "../ui/Pick";
import { Select } from "../ui/Select";
import { Segmented } from "../ui/Toggle";
import { useLabel } from "../ui/useLabel";
import { findDepartments } from "./findDepartments";
import { findUsers } from "./findUsers";
import { ROLE } from "./labels";
import { READ } from "./rightLabels";
import { SimulateAccessDocument, type SimulateAccessMutation } from "./rights.gen";
import { useWords } from "./useWords";

type Sight = SimulateAccessMutation["simulateAccess"]["objects"][number];
const CAP = 10_000;

/** What a person, or somebody new with a role, would see: counted by the rules in force. Each asking is recorded. */
export function Simulator() {
  const { t } = useLingui();
  const label = useLabel();
  const [by, setBy] = useState<"person" | "role">("person");
  const [person, setPerson] = useState<Choice | null>(null);
  const [role, setRole] = useState("REP");
  const [department, setDepartment] = useState<Choice | null>(null);
  const [sights, setSights] = useState<readonly Sight[] | null>(null);
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);

  async function run() {
    setBusy(true);
    const input =
      by === "person" ? { userId: person?.value } : { roles: [role as "REP"], departmentId: department?.value ?? null };
    const outcome = await act(SimulateAccessDocument, { input });
    setBusy(false);
    setProblem(outcome.ok ? "" : outcome.errors.map((one) => one.message).join(" "));
    setSights(outcome.ok ? outcome.payload.objects : null);
  }

  return (
    <div className="flex flex-col gap-4">
      <form
        className="flex flex-col gap-3 rounded-xl bg-surface p-4 shadow-lift"
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <p className="text-ink-2 text-sm">{t`Counts and examples come from the same rules as every list. Each asking is recorded in the audit.`}</p>
        <Segmented<"person" | "role">
          label={t`Whose sight`}
          className="w-full sm:w-64"
          value={by}
          options={[
            { value: "person", label: t`A person` },
            { value: "role", label: t`A role` },
          ]}
          onChange={(next) => {
            setBy(next);
            setSights(null);
          }}
        />
        <div className="grid gap-3 sm:grid-cols-2">
          {by === "person" ? (
            <Field label={t`Person`} error={problem}>
              <Pick value={person} onChange={setPerson} find={findUsers} />
            </Field>
          ) : (
            <>
              <Field label={t`Role`} error={problem}>
                <Select
                  value={role}
                  options={Object.keys(ROLE).map((value) => ({ value, label: label(ROLE, value) }))}
                  onChange={setRole}
                />
              </Field>
              <Field label={t`In the department`}>
                <Pick value={department} onChange={setDepartment} find={findDepartments} />
              </Field>
            </>
          )}
        </div>
        <Button
          type="submit"
          look="primary"
          icon={<EyeIcon />}
          busy={busy}
          disabled={by === "person" && !person}
          className="self-start"
        >
          <Trans>Show what they see</Trans>
        </Button>
      </form>
      {sights && (
        <ul aria-label={t`What they see`} className="divide-y divide-line rounded-xl bg-surface px-4 shadow-lift">
          {sights.map((sight) => (
            <SightLine key={sight.name} sight={sight} />
          ))}
        </ul>
      )}
    </div>
  );
}

const counted = (count: number) => (count > CAP ? `${number(CAP)}+` : number(count));

function SightLine({ sight }: { sight: Sight }) {
  const { t } = useLingui();
  const label = useLabel();
  const words = useWords();
  const total = counted(sight.total);
  const share = sight.total === 0 ? 0 : Math.min(1, sight.count / sight.total);
  return (
    <li className="py-3">
      <div className="flex items-baseline gap-2">
        <h3 className="min-w-0 flex-1 truncate font-medium text-sm">{words.name(sight)}</h3>
        <span className="tnum text-sm">
          <span className="font-semibold">{counted(sight.count)}</span>{" "}
          <span className="text-ink-3">{t`of ${total}`}</span>
        </span>
      </div>
      <svg aria-hidden viewBox="0 0 100 2" preserveAspectRatio="none" className="mt-1 h-1 w-full text-accent">
        <rect width={100} height={2} fill="currentColor" opacity={0.15} />
        <rect width={share * 100} height={2} fill="currentColor" />
      </svg>
      <p className="mt-1 text-ink-3 text-xs">{sight.actions.length > 0 ? words.actions(sight.actions) : t`nothing`}</p>
      {sight.fields.length > 0 && (
        <p className="mt-1 flex flex-wrap items-center gap-1">
          <EyeOffIcon aria-hidden className="size-3.5 text-ink-3" />
          {sight.fields.map((field) => (
            <Badge key={field.name} tone={field.read === "HIDDEN" ? "bad" : "warn"}>
              {words.name(field)}: {label(READ, field.read)}
            </Badge>
          ))}
        </p>
      )}
      {sight.samples.length > 0 && (
        <p className="mt-1 text-ink-2 text-xs">
          {t`for example`} {sight.samples.map((one) => one.name ?? "—").join("、")}
        </p>
      )}
    </li>
  );
}
