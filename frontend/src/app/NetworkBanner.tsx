import { Trans } from "@lingui/react/macro";
import { CloudOffIcon } from "lucide-react";
import { useNetworkLost } from "../sync/network";

export function NetworkBanner() {
  const lost = useNetworkLost();
  return (
    <div role="status" className="fixed inset-x-0 top-0 z-90 flex justify-center">
      {lost && (
        <p className="mt-2 flex items-center gap-2 rounded-full bg-ink px-3.5 py-1.5 text-canvas text-xs shadow-float">
          <CloudOffIcon className="size-3.5" />
          <Trans>No connection. What you see may be old; what you type is kept.</Trans>
        </p>
      )}
    </div>
  );
}
