import { useLingui } from "@lingui/react/macro";
import { ExternalLinkIcon } from "lucide-react";
import { Button, buttonClass } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Copied } from "./Copied";

/** The address of a published form, and the line that puts it into another page. */
export function ShareDialog({ formKey, onClose }: { formKey: string; onClose: () => void }) {
  const { t } = useLingui();
  const address = `${location.origin}/f/${formKey}`;
  const snippet = `<script src="${location.origin}/forms/embed.js" data-form="${formKey}" async></script>`;
  return (
    <Dialog
      open
      title={t`Link and code`}
      onClose={onClose}
      footer={
        <>
          <a href={address} target="_blank" rel="noreferrer" className={buttonClass()}>
            <ExternalLinkIcon /> {t`Open the form`}
          </a>
          <Button look="primary" onClick={onClose}>{t`Close`}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 text-sm">
        <section className="flex flex-col gap-2">
          <h3 className="font-medium">{t`Page of its own`}</h3>
          <Copied text={address} label={t`Copy the address`} />
        </section>
        <section className="flex flex-col gap-2">
          <h3 className="font-medium">{t`In a page of your website`}</h3>
          <Copied text={snippet} label={t`Copy the code`} />
          <p className="text-ink-3 text-xs">
            {t`The code passes on where the visitor came from. Once your consent banner calls weir.allow(), it also keeps the pages they looked at, in their browser, and sends them with the form; weir.forget() ends that.`}
          </p>
        </section>
      </div>
    </Dialog>
  );
}
