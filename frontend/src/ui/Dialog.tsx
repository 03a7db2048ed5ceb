import { Dialog as Base } from "@base-ui/react/dialog";
import { useLingui } from "@lingui/react/macro";
import { clsx } from "clsx";
import { XIcon } from "lucide-react";
import { type ReactNode, useRef } from "react";

type Props = {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  description?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
  /** dialog: centred, a bottom sheet on phones. side: a panel at the right, full screen on phones. */
  kind?: "dialog" | "side";
  width?: "sm" | "md" | "lg" | "xl";
  /** Leave only by an explicit choice (an unsaved form, an expired session). */
  locked?: boolean;
  /** Above everything else, also above other dialogs. */
  top?: boolean;
};

const widths = { sm: "sm:max-w-md", md: "sm:max-w-xl", lg: "sm:max-w-3xl", xl: "sm:max-w-5xl" };

/** Typing can begin at once; a finger must not bring up the keyboard unasked. */
function firstField(popup: HTMLElement | null) {
  return (
    popup?.querySelector<HTMLElement>(
      "[autofocus], input:not([type=hidden]):not([readonly]), textarea, [role=combobox]",
    ) ?? popup
  );
}

/** A modal surface with a title, a scrolling body and an optional row of actions. */
export function Dialog(props: Props) {
  const { t } = useLingui();
  const popup = useRef<HTMLDivElement>(null);
  const side = props.kind === "side";
  return (
    <Base.Root
      open={props.open}
      disablePointerDismissal={props.locked}
      onOpenChange={(open, details) => {
        if (open || (props.locked && details.reason === "escape-key")) return;
        props.onClose();
      }}
    >
      <Base.Portal>
        <Base.Backdrop
          className={clsx(
            "fixed inset-0 bg-shade transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0",
            props.top ? "z-70" : "z-40",
          )}
        />
        <Base.Viewport
          className={clsx(
            "fixed inset-0 flex",
            props.top ? "z-70" : "z-40",
            side ? "justify-end" : "items-end justify-center sm:items-center sm:p-6",
          )}
        >
          <Base.Popup
            ref={popup}
            initialFocus={() => (matchMedia("(pointer: coarse)").matches ? popup.current : firstField(popup.current))}
            className={clsx(
              "flex w-full flex-col bg-raised shadow-float outline-none transition-[opacity,translate,scale] duration-150 ease-out data-ending-style:opacity-0 data-starting-style:opacity-0",
              widths[props.width ?? "md"],
              side
                ? "h-dvh data-ending-style:translate-x-6 data-starting-style:translate-x-6"
                : "max-h-[calc(100dvh-2rem)] rounded-t-2xl data-ending-style:translate-y-6 data-starting-style:translate-y-6 sm:max-h-[calc(100dvh-3rem)] sm:rounded-2xl sm:data-ending-style:translate-y-0 sm:data-starting-style:translate-y-0 sm:data-starting-style:scale-[0.98]",
            )}
          >
            <header className="flex items-start gap-3 border-line border-b px-4 py-3 sm:px-5">
              <div className="min-w-0 flex-1 pt-0.5">
                <Base.Title className="truncate font-semibold text-base">{props.title}</Base.Title>
                {props.description && (
                  <Base.Description className="mt-0.5 text-ink-2 text-sm">{props.description}</Base.Description>
                )}
              </div>
              {!props.locked && (
                <Base.Close
                  aria-label={t`Close`}
                  className="-mr-1.5 grid size-8 shrink-0 place-items-center rounded-lg text-ink-3 hover:bg-hover hover:text-ink coarse:-my-1.5 coarse:-mr-3 coarse:size-11"
                >
                  <XIcon className="size-4" />
                </Base.Close>
              )}
            </header>
            <div className="scrollbar-thin relative min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 py-4 sm:px-5">
              {props.children}
            </div>
            {props.footer && (
              <footer className="flex flex-wrap items-center justify-end gap-2 border-line border-t px-4 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-5">
                {props.footer}
              </footer>
            )}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
