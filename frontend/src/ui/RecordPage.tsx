import { useLingui } from "@lingui/react/macro";
import { useRouter } from "@tanstack/react-router";
import { ArrowLeftIcon } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "./Button";
import { ErrorState } from "./ErrorState";
import { Page } from "./Page";
import { Skeleton, SkeletonRows } from "./Skeleton";

type Props = {
  title?: string;
  subtitle?: ReactNode;
  actions?: ReactNode;
  above?: ReactNode;
  aside: ReactNode;
  children: ReactNode;
  loading: boolean;
  problem: { kind: string; title: string; detail?: string } | null;
  onRetry: () => void;
};

/** One record: what it is beside what happened with it; on phones one below the other. */
export function RecordPage(props: Props) {
  const { t } = useLingui();
  const router = useRouter();
  const back = (
    <IconButton
      label={t`Back`}
      className="-ml-2"
      icon={<ArrowLeftIcon />}
      onClick={() => (router.history.canGoBack() ? router.history.back() : router.navigate({ to: "/board" }))}
    />
  );
  if (props.problem) {
    return (
      <Page lead={back} title={props.title ?? ""}>
        <ErrorState problem={props.problem} onRetry={props.onRetry} />
      </Page>
    );
  }
  if (props.loading) {
    return (
      <Page lead={back} title={<Skeleton className="h-5 w-48" />}>
        <SkeletonRows rows={10} />
      </Page>
    );
  }
  return (
    <Page
      lead={back}
      title={
        <span className="flex min-w-0 items-baseline gap-2.5">
          <span className="truncate">{props.title}</span>
          <span className="hidden shrink-0 font-normal text-ink-3 text-xs sm:inline">{props.subtitle}</span>
        </span>
      }
      documentTitle={props.title}
      actions={props.actions}
    >
      {props.above}
      <div className="mx-auto grid max-w-7xl gap-4 p-4 md:p-6 lg:grid-cols-[minmax(0,1fr)_20rem] xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="order-2 flex min-w-0 flex-col gap-4 lg:order-1">{props.children}</div>
        <aside className="order-1 flex min-w-0 flex-col gap-4 lg:order-2">{props.aside}</aside>
      </div>
    </Page>
  );
}
