import { useLingui } from "@lingui/react/macro";
import { DownloadIcon } from "lucide-react";
import { useQuery } from "urql";
import { OBJECT } from "../bulk/labels";
import { dateTime } from "../session/formats";
import { buttonClass } from "../ui/Button";
import { useLabel } from "../ui/useLabel";
import { RecentExportsDocument } from "./exports.gen";

/** Files made earlier that can still be downloaded; nothing, or what is said instead, when there are none. */
export function ExportFiles({ title, none }: { title?: string; none?: string }) {
  const { t } = useLingui();
  const label = useLabel();
  const [{ data }] = useQuery({ query: RecentExportsDocument, requestPolicy: "network-only" });
  const files = data?.exports.nodes.filter((one) => one.url) ?? [];
  if (files.length === 0) return data && none ? <p className="text-ink-2 text-sm">{none}</p> : null;
  return (
    <section>
      {title && <h3 className="mb-1 font-medium text-ink-2 text-xs">{title}</h3>}
      <ul className="divide-y divide-line rounded-xl border border-line">
        {files.map(({ id, object, createdAt, format, total, url }) => {
          const name = `${label(OBJECT, object)} · ${format}`;
          return (
            <li key={id} className="flex items-center gap-2 py-1.5 pr-1.5 pl-3 text-sm">
              <span className="min-w-0 flex-1">
                <span className="block truncate">
                  {name} · <span className="tnum">{t`${total} records`}</span>
                </span>
                <span className="tnum block truncate text-ink-3 text-xs">{dateTime(createdAt)}</span>
              </span>
              <a
                href={url ?? ""}
                download
                aria-label={t`Download ${name}`}
                title={t`Download`}
                className={buttonClass("ghost", "icon")}
              >
                <DownloadIcon />
              </a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
