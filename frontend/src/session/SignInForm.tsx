import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Input } from "../ui/Input";
import { type SignInAnswer, signIn } from "./session";

type Refusal = Extract<SignInAnswer, { ok: false }>;

/** E-mail and password, then the code of the second factor when the account has one. */
export function SignInForm({ email: known, onDone }: { email?: string; onDone: () => void }) {
  const { t } = useLingui();
  const [email, setEmail] = useState(known ?? "");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [step, setStep] = useState<"password" | "code">("password");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const wait = useCountdown(refusal?.code === "THROTTLED" ? (refusal.retryAfter ?? 30) : 0);
  const codeInput = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (step === "code") codeInput.current?.focus();
  }, [step]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || wait > 0) return;
    setBusy(true);
    const answer = await signIn(email, password, step === "code" ? code.replace(/\s/g, "") : undefined);
    setBusy(false);
    if (answer.ok) return onDone();
    if (answer.code === "TOTP_REQUIRED") {
      setStep("code");
      setRefusal(null);
      return;
    }
    setRefusal(answer);
    if (answer.code === "TOTP_INVALID") setCode("");
    if (answer.code === "BAD_CREDENTIALS") setStep("password");
  }

  function text(problem: Refusal) {
    if (problem.code === "NETWORK") return t`The server cannot be reached. Check your connection and try again.`;
    if (problem.code === "THROTTLED") {
      return wait > 0 ? t`Too many attempts. You can try again in ${wait} s.` : t`You can try again now.`;
    }
    return problem.message || t`Signing in failed. Please try again.`;
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4" noValidate={false}>
      {step === "password" ? (
        <>
          <Field label={t`E-mail`} required>
            <Input
              type="email"
              name="email"
              autoComplete="username"
              required
              autoFocus={!known}
              readOnly={!!known}
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          </Field>
          <Field label={t`Password`} required>
            <Input
              type="password"
              name="password"
              autoComplete="current-password"
              required
              autoFocus={!!known}
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          </Field>
        </>
      ) : (
        <Field label={t`Code from your authenticator app`} required hint={t`Six digits`}>
          <Input
            ref={codeInput}
            name="code"
            inputMode="text"
            autoComplete="one-time-code"
            required
            maxLength={24}
            className="tnum tracking-widest"
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        </Field>
      )}
      <p role="alert" className="min-h-0 text-danger text-sm empty:hidden">
        {refusal && text(refusal)}
      </p>
      <Button type="submit" look="primary" busy={busy} disabled={wait > 0} className="h-10!">
        {step === "password" ? <Trans>Sign in</Trans> : <Trans>Confirm</Trans>}
      </Button>
      {step === "code" && (
        <Button look="ghost" onClick={() => setStep("password")}>
          <Trans>Back</Trans>
        </Button>
      )}
    </form>
  );
}

function useCountdown(seconds: number) {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    setLeft(Math.ceil(seconds));
    if (seconds <= 0) return;
    const timer = setInterval(() => setLeft((now) => Math.max(0, now - 1)), 1000);
    return () => clearInterval(timer);
  }, [seconds]);
  return left;
}
