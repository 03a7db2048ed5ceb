import { useLingui } from "@lingui/react/macro";
import { EllipsisVerticalIcon, PlusIcon, ShieldCheckIcon, ShieldOffIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { Subject } from "../activities/subject";
import { date } from "../session/formats";
import { actOrTell } from "../sync/act";
import { Button, IconButton } from "../ui/Button";
import { Menu } from "../ui/Menu";
import { notify } from "../ui/notify";
import { Section } from "../ui/Page";
import { useLabel } from "../ui/useLabel";
import { type ConsentRowFragment, WithdrawConsentDocument } from "./consents.gen";
import { PURPOSE, WAY } from "./labels";

const ConsentForm = lazy(() => import("./ConsentForm").then((module) => ({ default: module.ConsentForm })));

type Props = { subject: Subject; name: string; consents: readonly ConsentRowFragment[]; canWrite?: boolean };

/** What a person has agreed to, how we know, and what they took back. */
export function Consents({ subject, name, consents, canWrite = true }: Props) {
  const { t } = useLingui();
  const [adding, setAdding] = useState(false);
  return (
    <Section
      title={t`Consents`}
      actions={
        canWrite && (
          <Button look="ghost" size="sm" icon={<PlusIcon />} onClick={() => setAdding(true)}>
            {t`Record a consent`}
          </Button>
        )
      }
    >
      {consents.length === 0 ? (
        <p className="text-ink-3 text-sm">{t`No consent on record. What they say is kept as a summary only.`}</p>
      ) : (
        <ul className="divide-y divide-line">
          {consents.map((consent) => (
            <Consent key={consent.id} consent={consent} canWrite={canWrite} />
          ))}
        </ul>
      )}
      <Suspense>{adding && <ConsentForm subject={subject} name={name} onClose={() => setAdding(false)} />}</Suspense>
    </Section>
  );
}

function Consent({ consent, canWrite }: { consent: ConsentRowFragment; canWrite: boolean }) {
  const { t } = useLingui();
  const label = useLabel();
  const { wording, textVersion, withdrawnAt, withdrawnBy, activity } = consent;
  const purpose = label(PURPOSE, consent.purpose);

  async function withdraw() {
    const outcome = await actOrTell(WithdrawConsentDocument, { input: { id: consent.id, version: consent.version } });
    if (outcome.ok) notify({ title: t`Consent withdrawn: ${purpose}` });
  }

  return (
    <li className="flex items-start gap-2.5 py-2">
      {withdrawnAt ? (
        <ShieldOffIcon className="mt-0.5 size-4 shrink-0 text-ink-3" aria-label={t`Withdrawn`} />
      ) : (
        <ShieldCheckIcon className="mt-0.5 size-4 shrink-0 text-good" aria-label={t`In force`} />
      )}
      <div className="min-w-0 flex-1">
        <p className="font-medium text-sm">{purpose}</p>
        <p className="text-ink-3 text-xs">
          {[date(consent.givenAt, "long"), label(WAY, consent.way), consent.by?.name].filter(Boolean).join(" · ")}
        </p>
        {withdrawnAt && (
          <p className="text-warn text-xs">
            {[t`Withdrawn`, date(withdrawnAt, "long"), withdrawnBy?.name].filter(Boolean).join(" · ")}
          </p>
        )}
        {activity?.summary && <p className="truncate text-ink-3 text-xs">{activity.summary}</p>}
        {consent.note && <p className="break-words text-xs">{consent.note}</p>}
        {wording && (
          <details>
            <summary className="min-h-6 cursor-pointer text-ink-3 text-xs">
              {t`Text shown, version ${textVersion ?? ""}`}
            </summary>
            <p className="whitespace-pre-wrap break-words text-xs">{wording}</p>
          </details>
        )}
      </div>
      {canWrite && !withdrawnAt && (
        <Menu
          label={purpose}
          align="end"
          trigger={<IconButton label={t`${purpose}: more`} icon={<EllipsisVerticalIcon />} />}
          entries={() => [{ label: t`Withdraw`, icon: <ShieldOffIcon />, onSelect: () => void withdraw() }]}
        />
      )}
    </li>
  );
}
