import { useLingui } from "@lingui/react/macro";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ArrowLeftIcon, Share2Icon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useQuery } from "urql";
import { useCan } from "../session/viewer";
import { act, actOrTell } from "../sync/act";
import { problemOf } from "../sync/problems";
import { Badge } from "../ui/Badge";
import { Button, buttonClass } from "../ui/Button";
import { ErrorState } from "../ui/ErrorState";
import { notify } from "../ui/notify";
import { Page } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import { Tabs } from "../ui/Tabs";
import { changesOf, type Draft, draftOf } from "./draft";
import { FieldList } from "./FieldList";
import { FormLook } from "./FormLook";
import { FormPreview } from "./FormPreview";
import { FormTarget } from "./FormTarget";
import { FormTexts } from "./FormTexts";
import {
  PublishWebFormDocument,
  UnpublishWebFormDocument,
  UpdateWebFormDocument,
  WebFormPageDocument,
  type WebFormPageQuery,
} from "./forms.gen";

const ShareDialog = lazy(() => import("./ShareDialog").then((module) => ({ default: module.ShareDialog })));
const route = getRouteApi("/web-forms/$formId");
type Form = NonNullable<WebFormPageQuery["webForm"]>;

const back = (label: string) => (
  <Link
    to="/settings/$section"
    params={{ section: "forms" }}
    aria-label={label}
    className={buttonClass("ghost", "icon", "-ml-2")}
  >
    <ArrowLeftIcon />
  </Link>
);

/** Builds a form: its fields in order, its texts and looks, with the form as strangers will see it beside. */
export function FormPage() {
  const { t } = useLingui();
  const { formId } = route.useParams();
  const [{ data, error, fetching }, again] = useQuery({ query: WebFormPageDocument, variables: { id: formId } });
  const form = data?.webForm;
  if (form) return <Builder key={form.id} form={form} />;
  const problem = error
    ? problemOf(error)
    : fetching
      ? null
      : { kind: "missing", title: t`This form does not exist, or you may not see it` };
  return (
    <Page lead={back(t`Back`)} title={t`Form`}>
      {problem ? (
        <ErrorState problem={problem} onRetry={() => again({ requestPolicy: "network-only" })} />
      ) : (
        <SkeletonRows rows={8} />
      )}
    </Page>
  );
}

function Builder({ form }: { form: Form }) {
  const { t } = useLingui();
  const canEdit = useCan("web_form.update");
  const [draft, setDraft] = useState<Draft>(() => draftOf(form));
  const [tab, setTab] = useState("fields");
  const [busy, setBusy] = useState(false);
  const [sharing, setSharing] = useState(false);
  const changes = changesOf(form, draft);
  const dirty = Object.keys(changes).length > 0;
  const published = form.status === "PUBLISHED";
  const set = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));

  /** Saves what was changed; the version afterwards, or null when it was refused. */
  async function save(): Promise<number | null> {
    if (!dirty) return form.version;
    setBusy(true);
    const outcome = await act(UpdateWebFormDocument, {
      input: { id: form.id, version: form.version, ...changes } as never,
    });
    setBusy(false);
    if (!outcome.ok) {
      for (const one of outcome.errors) notify({ title: one.message, tone: "bad" });
      return null;
    }
    if (outcome.payload.webForm) setDraft(draftOf(outcome.payload.webForm));
    return outcome.payload.webForm?.version ?? null;
  }

  async function turn() {
    const version = await save();
    if (version === null) return;
    const input = { id: form.id, version };
    const outcome = published
      ? await actOrTell(UnpublishWebFormDocument, { input })
      : await actOrTell(PublishWebFormDocument, { input });
    if (outcome.ok && !published) setSharing(true);
  }

  return (
    <Page
      lead={back(t`Back`)}
      title={
        <>
          <span className="truncate">{draft.name}</span>
          {published ? (
            <Badge tone="good">{t`Published`}</Badge>
          ) : (
            <Badge>{t({ message: "Draft", context: "of a web form" })}</Badge>
          )}
        </>
      }
      documentTitle={form.name}
      actions={
        <>
          {published && (
            <Button icon={<Share2Icon />} aria-label={t`Link and code`} onClick={() => setSharing(true)}>
              <span className="hidden md:inline">{t`Link and code`}</span>
            </Button>
          )}
          {canEdit && dirty && (
            <Button busy={busy} onClick={() => void save()}>
              {t`Save`}
            </Button>
          )}
          {canEdit && (
            <Button look={published ? "secondary" : "primary"} onClick={() => void turn()}>
              {published ? t`Take offline` : t`Publish`}
            </Button>
          )}
        </>
      }
    >
      <div className="mx-auto grid max-w-7xl gap-6 p-4 md:p-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,28rem)]">
        <Tabs
          value={tab}
          onChange={setTab}
          tabs={[
            {
              value: "fields",
              label: t`Fields`,
              content: <FieldList fields={draft.fields} disabled={!canEdit} onChange={(fields) => set({ fields })} />,
            },
            {
              value: "texts",
              label: t`Texts`,
              content: <FormTexts draft={draft} disabled={!canEdit} onChange={set} />,
            },
            {
              value: "look",
              label: t`Look and after`,
              content: <FormLook draft={draft} disabled={!canEdit} onChange={set} />,
            },
            {
              value: "target",
              label: t`Where leads go`,
              content: form.source && <FormTarget source={form.source} canEdit={canEdit} />,
            },
          ]}
        />
        <FormPreview draft={draft} source={form.source} />
      </div>
      <Suspense>{sharing && <ShareDialog formKey={form.key ?? ""} onClose={() => setSharing(false)} />}</Suspense>
    </Page>
  );
}
