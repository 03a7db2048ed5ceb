import { useLingui } from "@lingui/react/macro";
import { DownloadIcon } from "lucide-react";
import { Copied } from "../intake/Copied";
import { buttonClass } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import type { LinkRowFragment } from "./links.gen";

/** A link's address and its QR code, for the screen and for print. */
export function LinkCode({ link, onClose }: { link: LinkRowFragment; onClose: () => void }) {
  const { t } = useLingui();
  const path = link.path ?? "";
  return (
    <Dialog
      open
      width="sm"
      title={link.name}
      onClose={onClose}
      footer={(["svg", "png"] as const).map((kind) => (
        <a key={kind} href={`${path}/qr.${kind}?download`} download className={buttonClass()}>
          <DownloadIcon /> {kind.toUpperCase()}
        </a>
      ))}
    >
      <div className="flex flex-col gap-4">
        {/* Dark on white in both themes: cameras want it so. */}
        <img
          src={`${path}/qr.svg`}
          alt={t`QR code of ${link.name}`}
          className="mx-auto w-full max-w-64 rounded-lg bg-white"
        />
        <Copied text={`${location.origin}${path}`} label={t`Copy the address`} />
        <p className="text-ink-3 text-xs">{t`A printed code stays good: where it leads can be changed later.`}</p>
      </div>
    </Dialog>
  );
}
