import { useLingui } from "@lingui/react/macro";
import { XIcon } from "lucide-react";
import type { ReactNode } from "react";
import { number } from "../session/formats";
import { Button, IconButton } from "../ui/Button";
import type { useSelection } from "./useSelection";

type Props = {
  chosen: ReturnType<typeof useSelection>;
  loaded: number;
  /** How many match the filter; "10,000+" when nobody counted further. */
  total: string;
  children: ReactNode;
};

/** How many rows are chosen, the way to all of them and to none, around what can be done with them. */
export function ChosenBar({ chosen, loaded, total, children }: Props) {
  const { t } = useLingui();
  const count = chosen.everything ? total : number(chosen.ids.length);
  return (
    <section
      aria-label={t`Chosen records`}
      className="flex min-h-12 shrink-0 flex-wrap items-center gap-2 border-line border-t bg-raised px-3 py-2 shadow-float md:px-6"
    >
      <strong className="tnum font-medium text-sm" role="status">
        {t`${count} chosen`}
      </strong>
      {!chosen.everything && chosen.ids.length >= loaded && String(loaded) !== total && (
        <Button look="ghost" size="sm" onClick={chosen.takeEverything}>
          {t`Choose all ${total} that match`}
        </Button>
      )}
      <span className="flex-1" />
      {children}
      <IconButton label={t`Choose none`} icon={<XIcon />} onClick={chosen.clear} />
    </section>
  );
}
