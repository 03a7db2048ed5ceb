import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { ChevronRightIcon } from "lucide-react";
import { Fragment } from "react";
import { namesOf } from "./folders";

/** Where one is among the folders, and the way back up. */
export function FolderTrail({ at }: { at: string }) {
  const { t } = useLingui();
  const names = namesOf(at);
  return (
    <nav aria-label={t`Folder`} className="flex flex-wrap items-center gap-1 text-sm">
      <Link to="/reports" data-drop-list="" className="rounded-md py-1 text-accent-text hover:underline coarse:py-2.5">
        {t`All reports`}
      </Link>
      {names.map((name, n) => {
        const path = names.slice(0, n + 1).join("/");
        return (
          <Fragment key={path}>
            <ChevronRightIcon className="size-4 text-ink-3" aria-hidden />
            {n === names.length - 1 ? (
              <span aria-current="page" className="font-medium">
                {name}
              </span>
            ) : (
              <Link
                to="/reports"
                search={{ folder: path }}
                data-drop-list={path}
                className="rounded-md py-1 text-accent-text hover:underline coarse:py-2.5"
              >
                {name}
              </Link>
            )}
          </Fragment>
        );
      })}
    </nav>
  );
}
