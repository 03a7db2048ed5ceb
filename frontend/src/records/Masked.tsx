import { useLingui } from "@lingui/react/macro";
import { EyeIcon } from "lucide-react";
import { useState } from "react";
import { useCan } from "../session/viewer";
import { actOrTell } from "../sync/act";
import { notify } from "../ui/notify";
import { RevealFieldDocument } from "./records.gen";

type Props = {
  id: string;
  field: string;
  value: string | null | undefined;
  masked: boolean;
  /** It stays masked for now, whoever asks: what waits in a pool is shown to whom has claimed it. */
  closed?: boolean;
  href?: (value: string) => string;
};

/** A value that may be masked; whoever may see it asks for it, and the asking is recorded. */
export function Masked({ id, field, value, masked, closed, href }: Props) {
  const { t } = useLingui();
  const [clear, setClear] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const allowed = useCan("record.reveal");
  const shown = clear ?? value;
  if (!shown) return <span className="text-ink-3">—</span>;
  const readable = !masked || clear !== null;

  async function reveal() {
    setBusy(true);
    const outcome = await actOrTell(RevealFieldDocument, { input: { id, field } });
    setBusy(false);
    if (!outcome.ok) return;
    setClear(outcome.payload.value ?? "");
    const { remaining } = outcome.payload;
    if (remaining !== null) notify({ title: t`Recorded. You can show ${remaining} more today.` });
  }

  return (
    <span className="flex min-w-0 items-center gap-1.5">
      {readable && href ? (
        <a href={href(shown)} className="truncate text-accent-text hover:underline">
          {shown}
        </a>
      ) : (
        <span className="tnum truncate">{shown}</span>
      )}
      {!readable && allowed && !closed && (
        <button
          type="button"
          disabled={busy}
          onClick={reveal}
          title={t`Show. This is recorded.`}
          aria-label={t`Show. This is recorded.`}
          className="grid size-6 shrink-0 place-items-center rounded text-ink-3 hover:bg-hover hover:text-ink coarse:size-11"
        >
          <EyeIcon className="size-3.5" />
        </button>
      )}
    </span>
  );
}
