import { useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { createPortal } from "react-dom";
import { currentLocale } from "../session/settings";
import { Segmented } from "../ui/Toggle";
import type { Draft, FormField } from "./draft";

type Source = { needsConsent: boolean | null; consentText: string | null } | null;

/** The form as strangers will see it, drawn with the very sheet of style its page has. */
export function FormPreview({ draft, source }: { draft: Draft; source: Source }) {
  const { t } = useLingui();
  const [zh, setZh] = useState(currentLocale().startsWith("zh"));
  const say = (one: string | null, other: string | null, usual: string) => (zh ? one || other : other || one) || usual;
  return (
    <section aria-label={t`Preview`} className="flex flex-col gap-3 lg:sticky lg:top-6 lg:self-start">
      <div className="flex items-center gap-3">
        <h2 className="flex-1 font-medium text-sm">{t`Preview`}</h2>
        <Segmented
          label={t`Language`}
          value={zh ? "zh" : "en"}
          onChange={(value) => setZh(value === "zh")}
          options={[
            { value: "zh", label: "中文" },
            { value: "en", label: "English" },
          ]}
        />
      </div>
      <Apart>
        <link rel="stylesheet" href="/forms/form.css" />
        <div data-theme={draft.theme?.toLowerCase()} data-accent={draft.accent?.toLowerCase()} className="embedded">
          {/* Seen, not used: it cannot be filled in here. */}
          <main inert lang={zh ? "zh-CN" : "en"} className="body" style={{ background: "var(--card)" }}>
            <h1>{say(draft.titleZh, draft.titleEn, draft.name ?? "")}</h1>
            <p className="intro" style={{ whiteSpace: "pre-line" }}>
              {say(draft.introZh, draft.introEn, "")}
            </p>
            {draft.fields.map((one) => (
              <Shown key={one.name} field={one} zh={zh} />
            ))}
            {source?.consentText && (
              <div className="field">
                <span className="consent">
                  <input type="checkbox" tabIndex={-1} readOnly checked={false} aria-label={source.consentText} />
                  <span>{source.consentText}</span>
                </span>
              </div>
            )}
            <button type="button">{(zh ? draft.buttonZh : draft.buttonEn) || (zh ? "提交" : "Send")}</button>
          </main>
        </div>
      </Apart>
    </section>
  );
}

function Shown({ field, zh }: { field: FormField; zh: boolean }) {
  const label = (zh ? field.labelZh || field.labelEn : field.labelEn || field.labelZh) || field.name;
  return (
    <div className="field">
      <label htmlFor={`preview-${field.name}`}>
        {label} {field.required && <span className="needed">*</span>}
      </label>
      {field.kind === "AREA" ? (
        <textarea id={`preview-${field.name}`} rows={4} />
      ) : field.kind === "CHOICE" ? (
        <select id={`preview-${field.name}`}>
          <option>{zh ? "请选择" : "Choose…"}</option>
        </select>
      ) : (
        <input id={`preview-${field.name}`} />
      )}
    </div>
  );
}

/** A part of the page that our styles do not reach. */
function Apart({ children }: { children: ReactNode }) {
  const [root, setRoot] = useState<ShadowRoot | null>(null);
  return (
    <div
      ref={(node) => {
        if (node) setRoot(node.shadowRoot ?? node.attachShadow({ mode: "open" }));
      }}
      className="overflow-hidden rounded-xl shadow-lift"
    >
      {root && createPortal(children, root)}
    </div>
  );
}
