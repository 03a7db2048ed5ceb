import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { EllipsisIcon, PlusIcon, SearchIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { withTexts } from "../session/messages";
import { useOverlay } from "../ui/useOverlay";
import { MAIN } from "./navigation";

const PhoneMore = lazy(() => withTexts(import("./PhoneMore")).then((module) => ({ default: module.PhoneMore })));
const cell =
  "flex h-14 flex-1 flex-col items-center justify-center gap-0.5 text-2xs text-ink-3 data-[status=active]:text-accent-text [&_svg]:size-5";

/** The bar under the thumb: today and the board, quick log in the middle, tasks, and the rest. */
export function PhoneBar({ onSearch }: { onSearch: () => void }) {
  const { t, i18n } = useLingui();
  const open = useOverlay();
  const [more, setMore] = useState(false);
  const entry = (to: string) => {
    const found = MAIN.find((one) => one.to === to);
    if (!found) return null;
    const Icon = found.icon;
    return (
      <Link to={found.to as "/board"} activeOptions={{ exact: to === "/" }} className={cell}>
        <Icon />
        {i18n._(found.label)}
      </Link>
    );
  };
  return (
    <>
      <nav
        aria-label={t`Main`}
        className="fixed inset-x-0 bottom-0 z-30 flex border-line border-t bg-surface pb-[env(safe-area-inset-bottom)]"
      >
        {entry("/")}
        {entry("/board")}
        <button type="button" className={cell} onClick={() => open("activity")} aria-label={t`Log an activity`}>
          <span className="grid size-11 place-items-center rounded-full bg-accent text-accent-fg">
            <PlusIcon />
          </span>
        </button>
        {entry("/tasks")}
        <button type="button" className={cell} onClick={() => setMore(true)}>
          <EllipsisIcon />
          {t`More`}
        </button>
      </nav>
      <Suspense>
        {more && <PhoneMore onClose={() => setMore(false)} onSearch={onSearch} icon={<SearchIcon />} />}
      </Suspense>
    </>
  );
}
