import { useLingui } from "@lingui/react/macro";
import { BellIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useSubscription } from "urql";
import { withTexts } from "../session/messages";
import { useViewer } from "../session/viewer";
import { IconButton } from "../ui/Button";
import { NotificationAddedDocument } from "./notifications.gen";

const NotificationList = lazy(() =>
  withTexts(import("./NotificationList")).then((module) => ({ default: module.NotificationList })),
);

/** The bell: how many are unread, and the list on demand. */
export function Notifications() {
  const { t } = useLingui();
  const { unreadNotifications } = useViewer();
  const [fresh, setFresh] = useState(0);
  const [seen, setSeen] = useState(false);
  const [open, setOpen] = useState(false);
  useSubscription({ query: NotificationAddedDocument }, (_, event) => {
    setFresh((now) => now + 1);
    return event;
  });
  const unread = (seen ? 0 : unreadNotifications) + fresh;
  return (
    <>
      <span className="relative">
        <IconButton
          label={unread > 0 ? t`Notifications, ${unread} unread` : t`Notifications`}
          icon={<BellIcon />}
          onClick={() => setOpen(true)}
        />
        {unread > 0 && (
          <span
            aria-hidden
            className="pointer-events-none absolute top-0.5 right-0.5 grid h-4 min-w-4 place-items-center rounded-full bg-danger px-1 font-medium text-[0.625rem] text-danger-fg"
          >
            {unread > 99 ? "99+" : unread}
          </span>
        )}
      </span>
      <Suspense>
        {open && (
          <NotificationList
            onClose={() => {
              setOpen(false);
              setSeen(true);
              setFresh(0);
            }}
          />
        )}
      </Suspense>
    </>
  );
}
