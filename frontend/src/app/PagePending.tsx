import { Page } from "../ui/Page";
import { Skeleton, SkeletonRows } from "../ui/Skeleton";

export function PagePending() {
  return (
    <Page title={<Skeleton className="h-5 w-32" />}>
      <SkeletonRows />
    </Page>
  );
}
