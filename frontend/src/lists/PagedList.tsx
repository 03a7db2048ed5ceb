import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Button } from "../ui/Button";
import { ErrorState } from "../ui/ErrorState";
import { SkeletonRows } from "../ui/Skeleton";

/** What is known of a list that grows page by page. */
export type Paged = {
  rows: readonly unknown[];
  problem: { kind: string; title: string; detail?: string } | null;
  loading: boolean;
  loadingMore: boolean;
  hasMore: boolean;
  loadMore: () => void;
  retry: () => void;
};

type Props = { list: Paged; empty: ReactNode; skeleton?: number; children: ReactNode };

/** A list as far as it has come: why it could not, that it is coming, that nothing is there, or its rows and the way to more. */
export function PagedList({ list, empty, skeleton, children }: Props) {
  if (list.problem) return <ErrorState problem={list.problem} onRetry={list.retry} />;
  if (list.loading) return <SkeletonRows rows={skeleton} />;
  if (list.rows.length === 0) return empty;
  return (
    <>
      {children}
      {list.hasMore && (
        <Button look="ghost" busy={list.loadingMore} onClick={list.loadMore}>
          <Trans>Show more</Trans>
        </Button>
      )}
    </>
  );
}
