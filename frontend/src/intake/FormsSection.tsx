import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate } from "@tanstack/react-router";
import { ClipboardListIcon, PlusIcon } from "lucide-react";
import { useMemo, useState } from "react";
import { finderOf } from "../lists/findLinked";
import { PagedList } from "../lists/PagedList";
import { useCan } from "../session/viewer";
import { act, newKey } from "../sync/act";
import { useList } from "../sync/useList";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import type { FieldSpec } from "../ui/formFields";
import { RecordForm } from "../ui/RecordForm";
import { CreateWebFormDocument, WebFormsDocument, type WebFormsQuery } from "./forms.gen";

const pick = (data: WebFormsQuery) => data.webForms;
const findCampaigns = finderOf("campaign");

/** The forms strangers fill in, on pages of ours or of others. */
export function FormsSection() {
  const { t } = useLingui();
  const canCreate = useCan("web_form.create");
  const [making, setMaking] = useState(false);
  const variables = useMemo(() => ({ search: null }), []);
  const list = useList(WebFormsDocument, variables, pick);
  const create = canCreate && (
    <Button look="primary" icon={<PlusIcon />} onClick={() => setMaking(true)}>
      <Trans>New form</Trans>
    </Button>
  );
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 text-ink-2 text-sm">
          {t`A form has a page of its own and can stand in pages of your website. What is sent becomes a lead.`}
        </p>
        {create}
      </div>
      <PagedList
        list={list}
        skeleton={3}
        empty={
          <EmptyState icon={<ClipboardListIcon />} title={t`No forms yet`} action={create}>
            {t`A form is ready in a minute: name it, look it over, publish it.`}
          </EmptyState>
        }
      >
        <ul className="divide-y divide-line rounded-xl bg-surface shadow-lift">
          {list.rows.map((form) => {
            const count = form.source?.payloads.totalCount ?? 0;
            return (
              <li key={form.id}>
                <Link
                  to="/web-forms/$formId"
                  params={{ formId: form.id }}
                  className="flex min-h-14 items-center gap-3 px-4 py-2.5 hover:bg-hover"
                >
                  <span className="min-w-0 flex-1">
                    <span className="flex flex-wrap items-center gap-2">
                      <span className="font-medium text-sm">{form.name}</span>
                      {form.status === "PUBLISHED" ? (
                        <Badge tone="good">{t`Published`}</Badge>
                      ) : (
                        <Badge>{t({ message: "Draft", context: "of a web form" })}</Badge>
                      )}
                    </span>
                    <span className="block truncate text-ink-3 text-xs">{form.source?.campaign?.name ?? "—"}</span>
                  </span>
                  <span className="tnum shrink-0 text-ink-2 text-sm">{t`${count} received`}</span>
                </Link>
              </li>
            );
          })}
        </ul>
      </PagedList>
      {making && <NewForm onClose={() => setMaking(false)} />}
    </div>
  );
}

function NewForm({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [key] = useState(newKey);
  const fields = useMemo<FieldSpec[]>(
    () => [
      { name: "name", label: t`Name`, kind: "text", required: true, max: 100, wide: true },
      { name: "campaignId", label: t`Campaign`, kind: "pick", find: findCampaigns, wide: true },
    ],
    [t],
  );
  return (
    <RecordForm
      kind="dialog"
      title={t`New form`}
      fields={fields}
      onClose={onClose}
      onSend={async (input) => {
        const outcome = await act(CreateWebFormDocument, { input: { ...input, idempotencyKey: key } as never });
        if (!outcome.ok) return outcome.errors;
        const made = outcome.payload.webForm;
        if (made) queueMicrotask(() => navigate({ to: "/web-forms/$formId", params: { formId: made.id } }));
        return null;
      }}
    />
  );
}
