import { Popover as Base } from "@base-ui/react/popover";
import type { ReactNode } from "react";
import { Dialog } from "./Dialog";
import { useMedia } from "./useMedia";

type Props = {
  anchor: HTMLElement;
  title: string;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
  align?: "start" | "end";
};

/** A panel of controls beside the button that opened it; on phones a sheet from below. */
export function Popover({ anchor, title, onClose, children, footer, align = "end" }: Props) {
  const wide = useMedia("(min-width: 40rem)");
  if (!wide) {
    return (
      <Dialog open onClose={onClose} title={title} footer={footer}>
        {children}
      </Dialog>
    );
  }
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} align={align} sideOffset={6} className="z-50 outline-none">
          <Base.Popup className="flex max-h-(--available-height) w-88 max-w-(--available-width) flex-col rounded-2xl bg-raised shadow-float outline-none transition-[opacity,scale] duration-100 data-ending-style:opacity-0 data-starting-style:scale-[0.98] data-starting-style:opacity-0">
            <Base.Title className="sr-only">{title}</Base.Title>
            <div className="scrollbar-thin relative min-h-0 flex-1 overflow-y-auto p-4">{children}</div>
            {footer && (
              <footer className="flex items-center justify-end gap-2 border-line border-t px-4 py-2.5">{footer}</footer>
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
