import { Toast } from "@base-ui/react/toast";
import { useLingui } from "@lingui/react/macro";
import { AlertTriangleIcon, CheckCircle2Icon, XIcon } from "lucide-react";
import { useEffect } from "react";
import { type Notice, takeNotices } from "./notify";

const manager = Toast.createToastManager();

function show({ title, detail, tone = "good", undo }: Notice) {
  const id = manager.add({
    title,
    description: detail,
    type: tone,
    timeout: tone === "bad" || undo ? 9000 : 4000,
    priority: tone === "bad" ? "high" : "low",
    actionProps: undo
      ? {
          children: undo.label,
          onClick: () => {
            manager.close(id);
            undo.run();
          },
        }
      : undefined,
  });
}

/** Shows notices in a corner, over everything else. */
export function Toaster() {
  useEffect(() => takeNotices(show), []);
  return (
    <Toast.Provider toastManager={manager} limit={3}>
      <Toast.Portal>
        <Toast.Viewport className="fixed inset-x-3 bottom-[calc(4.75rem+env(safe-area-inset-bottom))] z-80 flex flex-col gap-2 sm:inset-x-auto sm:right-5 sm:bottom-5 sm:w-92">
          <Stack />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Stack() {
  const { t } = useLingui();
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className="rounded-xl bg-raised shadow-float transition-[opacity,translate] duration-150 data-ending-style:translate-y-2 data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0 data-limited:hidden"
    >
      <Toast.Content className="flex items-start gap-2.5 py-2.5 pr-1.5 pl-3">
        {toast.type === "bad" ? (
          <AlertTriangleIcon className="mt-0.5 size-4 shrink-0 text-danger" />
        ) : (
          <CheckCircle2Icon className="mt-0.5 size-4 shrink-0 text-good" />
        )}
        <div className="min-w-0 flex-1 py-px">
          <Toast.Title className="font-medium text-sm" />
          <Toast.Description className="break-words text-ink-2 text-xs" />
        </div>
        {toast.actionProps && (
          <Toast.Action className="h-7 shrink-0 rounded-md px-2 font-medium text-accent-text text-sm hover:bg-hover coarse:h-10" />
        )}
        <Toast.Close
          aria-label={t`Close`}
          className="grid size-7 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink coarse:size-10"
        >
          <XIcon className="size-3.5" />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
