import { Trans, useLingui } from "@lingui/react/macro";
import { CopyIcon, KeyRoundIcon, PlusIcon } from "lucide-react";
import { useMemo, useState } from "react";
import { useQuery } from "urql";
import { date, relative } from "../session/formats";
import { useViewer } from "../session/viewer";
import { act, actOrTell } from "../sync/act";
import { problemOf } from "../sync/problems";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import type { FieldSpec } from "../ui/formFields";
import { notify } from "../ui/notify";
import { RecordForm } from "../ui/RecordForm";
import { SkeletonRows } from "../ui/Skeleton";
import { useLabel } from "../ui/useLabel";
import { ROLE } from "./labels";
import { ApiTokensDocument, CreateApiTokenDocument, RevokeApiTokenDocument } from "./security.gen";

/** Keys for scripts and partners. A key is shown once. */
export function TokensSection() {
  const { t } = useLingui();
  const label = useLabel();
  // A token can do at most what its owner may.
  const { roles } = useViewer();
  const [{ data, error }, again] = useQuery({ query: ApiTokensDocument });
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const tokens = data?.apiTokens.nodes ?? [];
  const fields = useMemo<FieldSpec[]>(
    () => [
      { name: "name", label: t`What is it for?`, kind: "text", required: true, max: 100, wide: true },
      {
        name: "role",
        label: t`Role`,
        kind: "select",
        required: true,
        options: roles.map((value) => ({ value, label: label(ROLE, value) })),
      },
      { name: "expiresAt", label: t`Expires`, kind: "datetime", required: true },
    ],
    [t, label, roles],
  );
  const record = useMemo(
    () => ({ role: roles[0], expiresAt: new Date(Date.now() + 90 * 86_400_000).toISOString() }),
    [roles],
  );
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 text-ink-2 text-sm">{t`A token lets a script use the GraphQL API with the rights of one role.`}</p>
        <Button look="primary" icon={<PlusIcon />} onClick={() => setMaking(true)}>
          <Trans>New token</Trans>
        </Button>
      </div>
      {error && !data ? (
        <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />
      ) : !data ? (
        <SkeletonRows rows={3} />
      ) : tokens.length === 0 ? (
        <EmptyState icon={<KeyRoundIcon />} title={t`No tokens`} />
      ) : (
        <ul className="divide-y divide-line rounded-xl bg-surface shadow-lift">
          {tokens.map((token) => (
            <li key={token.id} className="flex items-center gap-3 px-4 py-2.5">
              <div className="min-w-0 flex-1">
                <p className="flex flex-wrap items-center gap-2">
                  <span className="truncate font-medium text-sm">{token.name}</span>
                  <Badge tone="accent">{label(ROLE, token.role)}</Badge>
                  {token.revokedAt && <Badge tone="bad">{t`Revoked`}</Badge>}
                </p>
                <p className="truncate text-ink-3 text-xs">
                  <code>{token.prefix}…</code> · {t`expires`} {date(token.expiresAt)} · {t`last used`}{" "}
                  {token.lastUsedAt ? relative(token.lastUsedAt) : t`never`}
                </p>
              </div>
              {!token.revokedAt && (
                <Button
                  size="sm"
                  look="ghost"
                  onClick={() => actOrTell(RevokeApiTokenDocument, { input: { id: token.id } })}
                >
                  <Trans>Revoke</Trans>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {making && (
        <RecordForm
          kind="dialog"
          title={t`New token`}
          fields={fields}
          record={record}
          submit={t`Create`}
          onClose={() => setMaking(false)}
          onSend={async (input) => {
            const outcome = await act(CreateApiTokenDocument, { input: input as never });
            if (!outcome.ok) return outcome.errors;
            setSecret(outcome.payload.secret ?? null);
            return null;
          }}
        />
      )}
      <Dialog
        open={secret !== null}
        onClose={() => setSecret(null)}
        locked={false}
        width="sm"
        title={t`Copy this token now`}
        description={t`It is not shown again.`}
      >
        <code className="block select-all break-all rounded-lg bg-hover p-3 font-mono text-sm">{secret}</code>
        <Button
          className="mt-3"
          icon={<CopyIcon />}
          onClick={async () => {
            await navigator.clipboard?.writeText(secret ?? "").catch(() => undefined);
            notify({ title: t`Copied` });
          }}
        >
          <Trans>Copy</Trans>
        </Button>
      </Dialog>
    </div>
  );
}
