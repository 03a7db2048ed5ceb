import { useLingui } from "@lingui/react/macro";
import { CopyIcon } from "lucide-react";
import { IconButton } from "../ui/Button";
import { notify } from "../ui/notify";

/** Text to be taken elsewhere. */
export function Copied({ text, label }: { text: string; label: string }) {
  const { t } = useLingui();
  const copy = async () => {
    await navigator.clipboard?.writeText(text);
    notify({ title: t`Copied` });
  };
  return (
    <div className="relative rounded-lg border border-line bg-canvas pr-12">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, by the keyboard as well */}
      <pre tabIndex={0} className="scrollbar-thin overflow-x-auto p-3 font-mono text-xs leading-5">
        {text}
      </pre>
      <IconButton
        label={label}
        icon={<CopyIcon />}
        className="absolute top-0.5 right-0.5"
        onClick={() => void copy()}
      />
    </div>
  );
}
