import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { organisationTimeZone } from "../session/formats";
import { LANGUAGES } from "../session/LanguageSwitch";
import { currentTheme, type Locale, type Theme } from "../session/settings";
import { useTaste } from "../session/useTaste";
import { useViewer } from "../session/viewer";
import { UpdateProfileDocument } from "../session/viewer.gen";
import { act } from "../sync/act";
import { Avatar } from "../ui/Avatar";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Input } from "../ui/Input";
import { notify } from "../ui/notify";
import { Section } from "../ui/Page";
import { Segmented } from "../ui/Toggle";
import { useLabel } from "../ui/useLabel";
import { ROLE } from "./labels";
import { NoticeSwitches } from "./NoticeSwitches";

export function ProfileSection() {
  const { t, i18n } = useLingui();
  const { user, roles } = useViewer();
  const label = useLabel();
  const { setLocale, setTheme } = useTaste();
  const [theme, show] = useState<Theme>(currentTheme());
  const [name, setName] = useState(user.name);
  const [title, setTitle] = useState(user.title ?? "");
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const zone = organisationTimeZone();

  async function save(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    const outcome = await act(UpdateProfileDocument, { input: { name: name.trim(), title: title.trim() || null } });
    setBusy(false);
    setErrors(
      outcome.ok
        ? {}
        : Object.fromEntries(outcome.errors.map((error) => [error.field.at(-1) ?? "name", error.message])),
    );
    if (outcome.ok) notify({ title: t`Profile saved` });
  }

  return (
    <div className="flex flex-col gap-4">
      <Section title={t`About you`}>
        <div className="mb-4 flex items-center gap-3">
          <Avatar name={user.name} size="lg" />
          <div className="min-w-0">
            <p className="font-medium">{user.name}</p>
            <p className="truncate text-ink-3 text-sm">{user.email}</p>
            <p className="mt-1 flex flex-wrap gap-1">
              {roles.map((role) => (
                <Badge key={role} tone="accent">
                  {label(ROLE, role)}
                </Badge>
              ))}
            </p>
          </div>
        </div>
        <form onSubmit={save} className="grid max-w-xl gap-3 sm:grid-cols-2">
          <Field label={t`Full name`} required error={errors.name}>
            <Input value={name} required maxLength={100} onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field label={t`Job title`} error={errors.title}>
            <Input value={title} maxLength={100} onChange={(event) => setTitle(event.target.value)} />
          </Field>
          <div>
            <Button
              type="submit"
              look="primary"
              busy={busy}
              disabled={!name.trim() || (name === user.name && title === (user.title ?? ""))}
            >
              <Trans>Save</Trans>
            </Button>
          </div>
        </form>
      </Section>
      <Section title={t`Language and appearance`}>
        <div className="flex max-w-xl flex-col gap-4">
          <Segmented label={t`Language`} value={i18n.locale as Locale} options={LANGUAGES} onChange={setLocale} />
          <Segmented<Theme>
            label={t`Appearance`}
            value={theme}
            options={[
              { value: "system", label: t`Like the system` },
              { value: "light", label: t`Light` },
              { value: "dark", label: t`Dark` },
            ]}
            onChange={(next) => {
              show(next);
              void setTheme(next);
            }}
          />
          <p className="text-ink-3 text-xs">{t`Times are shown in the organisation's time zone, ${zone}.`}</p>
        </div>
      </Section>
      <NoticeSwitches />
    </div>
  );
}
