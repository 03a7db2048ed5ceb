import { Trans, useLingui } from "@lingui/react/macro";
import { ShieldCheckIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useQuery } from "urql";
import { useViewer } from "../session/viewer";
import { act } from "../sync/act";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Input } from "../ui/Input";
import { notify } from "../ui/notify";
import { Section } from "../ui/Page";
import { Skeleton } from "../ui/Skeleton";
import { ConfirmTotpDocument, DisableTotpDocument, HasTotpDocument, StartTotpDocument } from "./security.gen";

const QrCode = lazy(() => import("../ui/QrCode").then((module) => ({ default: module.QrCode })));

type Step = { kind: "idle" } | { kind: "confirm"; secret: string; uri: string } | { kind: "disable" };

/** The second factor: a code from an authenticator app at every sign-in. */
export function TotpPanel() {
  const { t } = useLingui();
  const { user } = useViewer();
  const [{ data }, again] = useQuery({ query: HasTotpDocument, variables: { id: user.id } });
  const [step, setStep] = useState<Step>({ kind: "idle" });
  const [text, setText] = useState("");
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const on = data?.user?.hasTotp ?? false;

  async function run(send: () => Promise<{ ok: boolean; errors?: readonly { message: string }[] }>) {
    setBusy(true);
    const outcome = await send();
    setBusy(false);
    if (outcome.ok) setText("");
    setError(outcome.ok ? "" : (outcome.errors?.map((one) => one.message).join(" ") ?? ""));
  }
  const start = () =>
    run(async () => {
      const outcome = await act(StartTotpDocument, { input: { confirm: true } });
      if (outcome.ok)
        setStep({ kind: "confirm", secret: outcome.payload.secret ?? "", uri: outcome.payload.uri ?? "" });
      return outcome;
    });
  const confirm = () =>
    run(async () => {
      const outcome = await act(ConfirmTotpDocument, { input: { code: text.replace(/\s/g, "") } });
      if (outcome.ok) {
        setStep({ kind: "idle" });
        notify({ title: t`Two-step sign-in is on` });
        again({ requestPolicy: "network-only" });
      }
      return outcome;
    });
  const disable = () =>
    run(async () => {
      const outcome = await act(DisableTotpDocument, { input: { password: text } });
      if (outcome.ok) {
        setStep({ kind: "idle" });
        notify({ title: t`Two-step sign-in is off` });
        again({ requestPolicy: "network-only" });
      }
      return outcome;
    });

  return (
    <Section title={t`Two-step sign-in`}>
      {step.kind === "idle" && (
        <div className="flex flex-wrap items-center gap-3">
          <p className="min-w-0 flex-1 text-ink-2 text-sm">
            {on ? (
              <span className="flex items-center gap-2 text-good">
                <ShieldCheckIcon className="size-4" />{" "}
                <Trans>A code from your authenticator app is asked for at every sign-in.</Trans>
              </span>
            ) : (
              <Trans>Ask for a code from an authenticator app besides the password.</Trans>
            )}
          </p>
          <Button busy={busy} onClick={() => (on ? setStep({ kind: "disable" }) : void start())}>
            {on ? <Trans>Turn off</Trans> : <Trans>Turn on</Trans>}
          </Button>
        </div>
      )}
      {step.kind === "confirm" && (
        <div className="mb-3 flex flex-col gap-3 text-sm">
          <p>{t`Scan the code with your authenticator app, or add the key by hand. Then enter the six digits it shows.`}</p>
          <div className="w-fit overflow-hidden rounded-lg border border-line">
            <Suspense fallback={<Skeleton className="size-44" />}>
              <QrCode text={step.uri} label={t`QR code for your authenticator app`} />
            </Suspense>
          </div>
          <code className="max-w-sm select-all break-all rounded-lg bg-hover px-3 py-2 font-mono text-sm tracking-wider">
            {step.secret.replace(/(.{4})/g, "$1 ").trim()}
          </code>
          <a href={step.uri} className="text-accent-text text-sm hover:underline">
            <Trans>Open in an app on this device</Trans>
          </a>
        </div>
      )}
      {(step.kind === "confirm" || step.kind === "disable") && (
        <form
          className="flex max-w-sm flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            void (step.kind === "confirm" ? confirm() : disable());
          }}
        >
          <Field label={step.kind === "disable" ? t`Your password` : t`Code from your authenticator app`} error={error}>
            <Input
              type={step.kind === "disable" ? "password" : "text"}
              autoComplete={step.kind === "disable" ? "current-password" : "one-time-code"}
              autoFocus
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </Field>
          <div className="flex gap-2">
            <Button type="submit" look="primary" busy={busy} disabled={!text}>
              <Trans>Continue</Trans>
            </Button>
            <Button
              look="ghost"
              onClick={() => {
                setStep({ kind: "idle" });
                setError("");
                setText("");
              }}
            >
              <Trans>Cancel</Trans>
            </Button>
          </div>
        </form>
      )}
    </Section>
  );
}
