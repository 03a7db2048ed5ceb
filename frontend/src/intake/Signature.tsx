import { useLingui } from "@lingui/react/macro";
import { ShieldCheckIcon, ShieldIcon } from "lucide-react";
import { useState } from "react";
import { useCan } from "../session/viewer";
import { actOrTell } from "../sync/act";
import { Button } from "../ui/Button";
import { Copied } from "./Copied";
import {
  type LeadSourceRowFragment,
  RemoveLeadSourceSecretDocument,
  RenewLeadSourceSecretDocument,
} from "./intake.gen";

/** Whether a source takes in only what its platform has signed. The secret is shown once, when it is made. */
export function Signature({ source }: { source: LeadSourceRowFragment }) {
  const { t } = useLingui();
  const mayEdit = useCan("lead_source.update");
  const [secret, setSecret] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const seen = { id: source.id, version: source.version };
  const Icon = source.isSigned ? ShieldCheckIcon : ShieldIcon;

  async function renew() {
    setBusy(true);
    const outcome = await actOrTell(RenewLeadSourceSecretDocument, { input: seen });
    setBusy(false);
    if (outcome.ok) setSecret(outcome.payload.secret ?? null);
  }

  async function remove() {
    setBusy(true);
    const outcome = await actOrTell(RemoveLeadSourceSecretDocument, { input: seen });
    setBusy(false);
    if (outcome.ok) setSecret(null);
  }

  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-medium text-sm">{t`Signature`}</h3>
      <div className="flex flex-col gap-3 rounded-lg border border-line p-3 text-sm">
        <p className="flex items-start gap-2 text-ink-2">
          <Icon className={`mt-0.5 size-4 shrink-0 ${source.isSigned ? "text-good" : "text-ink-3"}`} />
          {source.isSigned
            ? t`Only what is signed is taken in (HMAC-SHA256 over time and body, at most 5 minutes old).`
            : t`Whoever knows the address can send. A platform that signs what it sends proves that it comes from it.`}
        </p>
        {secret && (
          <div className="flex flex-col gap-1.5">
            <Copied text={secret} label={t`Copy the secret`} />
            <p className="text-ink-2 text-xs">{t`This secret is shown only now. Give it to the platform; a former one is good for a day more.`}</p>
          </div>
        )}
        {source.isSigned && (
          <p className="text-ink-3 text-xs">
            {t`Headers: webhook-id, webhook-timestamp and webhook-signature (Standard Webhooks), or x-timestamp and x-signature (hex over “timestamp.body”).`}
          </p>
        )}
        {mayEdit && (
          <div className="flex flex-wrap gap-2">
            <Button busy={busy} onClick={() => void renew()}>
              {source.isSigned ? t`New secret` : t`Ask for a signature`}
            </Button>
            {source.isSigned && (
              <Button look="ghost" disabled={busy} onClick={() => void remove()}>{t`Take in unsigned, too`}</Button>
            )}
          </div>
        )}
      </div>
    </section>
  );
}
