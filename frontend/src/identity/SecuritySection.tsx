import { Trans, useLingui } from "@lingui/react/macro";
import { MonitorSmartphoneIcon } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useQuery } from "urql";
import { dateTime } from "../session/formats";
import { signOut } from "../session/session";
import { act, actOrTell } from "../sync/act";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Input } from "../ui/Input";
import { notify } from "../ui/notify";
import { Section } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import { ChangePasswordDocument, RevokeSessionDocument, SecurityDocument } from "./security.gen";
import { TotpPanel } from "./TotpPanel";

export function SecuritySection() {
  return (
    <div className="flex flex-col gap-4">
      <PasswordPanel />
      <TotpPanel />
      <SessionsPanel />
    </div>
  );
}

function PasswordPanel() {
  const { t } = useLingui();
  const [now, setNow] = useState("");
  const [next, setNext] = useState("");
  const [error, setError] = useState<{ field: string; message: string } | null>(null);
  const [busy, setBusy] = useState(false);

  async function save(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    const outcome = await act(ChangePasswordDocument, { input: { currentPassword: now, newPassword: next } });
    setBusy(false);
    if (!outcome.ok) {
      const first = outcome.errors[0];
      return setError(first ? { field: first.field.at(-1) ?? "newPassword", message: first.message } : null);
    }
    setError(null);
    setNow("");
    setNext("");
    notify({ title: t`The password was changed` });
  }

  return (
    <Section title={t`Password`}>
      <form onSubmit={save} className="grid max-w-xl gap-3 sm:grid-cols-2">
        <Field label={t`Current password`} error={error?.field === "currentPassword" ? error.message : undefined}>
          <Input
            type="password"
            autoComplete="current-password"
            required
            value={now}
            onChange={(event) => setNow(event.target.value)}
          />
        </Field>
        <Field
          label={t`New password`}
          hint={t`At least 12 characters`}
          error={error && error.field !== "currentPassword" ? error.message : undefined}
        >
          <Input
            type="password"
            autoComplete="new-password"
            required
            minLength={12}
            value={next}
            onChange={(event) => setNext(event.target.value)}
          />
        </Field>
        <div>
          <Button type="submit" busy={busy} disabled={!now || next.length < 12}>
            <Trans>Change the password</Trans>
          </Button>
        </div>
      </form>
    </Section>
  );
}

function SessionsPanel() {
  const { t } = useLingui();
  const [{ data }] = useQuery({ query: SecurityDocument });
  const sessions = (data?.sessions.nodes ?? []).filter((one) => !one.revokedAt);
  return (
    <Section
      title={t`Where you are signed in`}
      actions={
        <Button size="sm" onClick={() => signOut(true)}>
          <Trans>Sign out everywhere</Trans>
        </Button>
      }
    >
      {!data ? (
        <SkeletonRows rows={2} />
      ) : (
        <ul className="divide-y divide-line">
          {sessions.map((session) => (
            <li key={session.id} className="flex items-center gap-3 py-2">
              <MonitorSmartphoneIcon className="size-5 shrink-0 text-ink-3" />
              <div className="min-w-0 flex-1">
                <p className="truncate text-sm">{device(session.userAgent)}</p>
                <p className="truncate text-ink-3 text-xs">
                  {session.ip} · {dateTime(session.lastUsedAt ?? session.createdAt)}
                </p>
              </div>
              <Button
                size="sm"
                look="ghost"
                onClick={() => actOrTell(RevokeSessionDocument, { input: { id: session.id } })}
              >
                <Trans>End</Trans>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** "Chrome · Windows" out of what a browser says about itself. */
export function device(agent: string | null): string {
  if (!agent) return "—";
  const browser = /MicroMessenger/.test(agent)
    ? "WeChat"
    : /Edg\//.test(agent)
      ? "Edge"
      : /Firefox\//.test(agent)
        ? "Firefox"
        : /Chrome\//.test(agent)
          ? "Chrome"
          : /Safari\//.test(agent)
            ? "Safari"
            : agent.split(/[ /]/)[0];
  const system = /Android/.test(agent)
    ? "Android"
    : /iPhone|iPad/.test(agent)
      ? "iOS"
      : /Windows/.test(agent)
        ? "Windows"
        : /Mac OS/.test(agent)
          ? "macOS"
          : /Linux/.test(agent)
            ? "Linux"
            : "";
  return [browser, system].filter(Boolean).join(" · ");
}
