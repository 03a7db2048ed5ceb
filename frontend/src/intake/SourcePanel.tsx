import { useLingui } from "@lingui/react/macro";
import { EllipsisVerticalIcon, KeyRoundIcon, PencilIcon, PowerIcon, Trash2Icon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useCan } from "../session/viewer";
import { actOrTell } from "../sync/act";
import { Button, IconButton } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Menu } from "../ui/Menu";
import { notify } from "../ui/notify";
import { Copied } from "./Copied";
import { curl, exampleBody, exampleCall, type Mapped, type SourceField, signedCurl } from "./example";
import { IntakeLog } from "./IntakeLog";
import {
  type LeadSourceRowFragment,
  RenewLeadSourceKeyDocument,
  UpdateLeadSourceDocument,
  VoidLeadSourceDocument,
} from "./intake.gen";
import { Mailbox } from "./Mailbox";
import { Signature } from "./Signature";

const SourceForm = lazy(() => import("./SourceForm").then((module) => ({ default: module.SourceForm })));

/** One source: its address with a request that works, and the last things that came. */
export function SourcePanel({ source, onClose }: { source: LeadSourceRowFragment; onClose: () => void }) {
  const { t } = useLingui();
  const canEdit = useCan("lead_source.update");
  const [editing, setEditing] = useState(false);
  // The log is read anew when a mail has come.
  const [lastMail, setLastMail] = useState<string | null>(null);
  const seen = { id: source.id, version: source.version };
  const isCall = source.kind === "CALL";
  const address = `${location.origin}${source.path}`;
  const request = (source.isSigned ? signedCurl : curl)(
    address,
    isCall
      ? exampleCall(source.mapping as Mapped[], source.needsConsent === true)
      : exampleBody(source.fields as SourceField[], source.mapping as Mapped[], source.needsConsent === true),
  );
  if (editing)
    return (
      <Suspense>
        <SourceForm source={source} onClose={() => setEditing(false)} />
      </Suspense>
    );

  async function renew() {
    const outcome = await actOrTell(RenewLeadSourceKeyDocument, { input: seen });
    if (outcome.ok) notify({ title: t`The source has a new address; the old one is shut` });
  }

  async function gone() {
    if ((await actOrTell(VoidLeadSourceDocument, { input: seen })).ok) onClose();
  }

  return (
    <Dialog
      open
      kind="side"
      width="lg"
      title={source.name}
      onClose={onClose}
      footer={
        canEdit && (
          <>
            <Menu
              label={t`More`}
              trigger={<IconButton label={t`More`} icon={<EllipsisVerticalIcon />} />}
              entries={() => [
                {
                  label: source.isActive ? t`Shut` : t`Open again`,
                  icon: <PowerIcon />,
                  onSelect: () =>
                    void actOrTell(UpdateLeadSourceDocument, { input: { ...seen, isActive: !source.isActive } }),
                },
                ...(source.kind === "MAIL"
                  ? []
                  : [{ label: t`New address`, icon: <KeyRoundIcon />, onSelect: () => void renew() }]),
                { label: t`Remove`, icon: <Trash2Icon />, danger: true, onSelect: () => void gone() },
              ]}
            />
            <span className="flex-1" />
            <Button icon={<PencilIcon />} onClick={() => setEditing(true)}>{t`Edit`}</Button>
          </>
        )
      }
    >
      <div className="flex flex-col gap-5">
        {source.kind === "MAIL" && <Mailbox sourceId={source.id} onMail={setLastMail} />}
        {source.kind !== "MAIL" && (
          <>
            <section className="flex flex-col gap-2">
              <h3 className="font-medium text-sm">{t`Address`}</h3>
              <Copied text={address} label={t`Copy the address`} />
            </section>
            <section className="flex flex-col gap-2">
              <h3 className="font-medium text-sm">{t`A request that works`}</h3>
              <Copied text={request} label={t`Copy the request`} />
              <p className="text-ink-3 text-xs">
                {isCall &&
                  `${t`One request for each call, when it has ended. It is logged on the lead or contact with the number; an unknown caller becomes a lead. The same id of a call is taken once.`} `}
                {t`JSON or form fields, at most 64 KB. The answer is 202 whether the person is known or not; the same Idempotency-Key is taken once.`}
              </p>
            </section>
            {source.kind !== "FORM" && <Signature source={source} />}
          </>
        )}
        <IntakeLog key={lastMail} sourceId={source.id} isMail={source.kind === "MAIL"} />
      </div>
    </Dialog>
  );
}
