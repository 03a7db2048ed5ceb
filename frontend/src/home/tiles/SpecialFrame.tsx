import { useLingui } from "@lingui/react/macro";
import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Asked } from "../../reports/asking/Asked";
import type { AskedReport } from "../../reports/asking/useReport";
import { TileFrame } from "../../reports/TileFrame";
import { Skeleton } from "../../ui/Skeleton";

type Props = {
  name: string;
  /** The page the tile is a part of. */
  to: LinkProps["to"];
  asked: AskedReport;
  isEmpty?: boolean;
  width?: number;
  children: ReactNode;
};

/** A tile of a report with a page of its own. */
export function SpecialFrame({ name, to, asked, isEmpty, width, children }: Props) {
  const { t } = useLingui();
  return (
    <TileFrame label={name} width={width}>
      <h2 className="mb-2 truncate font-medium text-sm">
        <Link to={to} className="hover:underline">
          {name}
        </Link>
      </h2>
      <Asked report={asked} skeleton={<Skeleton className="h-52 w-full" />}>
        {isEmpty ? <p className="py-8 text-center text-ink-3 text-sm">{t`No records to count`}</p> : children}
      </Asked>
    </TileFrame>
  );
}
