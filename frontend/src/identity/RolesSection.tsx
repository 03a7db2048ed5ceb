import { useLingui } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import { useQuery } from "urql";
import { useCan } from "../session/viewer";
import { problemOf } from "../sync/problems";
import { ErrorState } from "../ui/ErrorState";
import { SkeletonRows } from "../ui/Skeleton";
import { Segmented } from "../ui/Toggle";
import { FieldRules } from "./FieldRules";
import { Matrix } from "./Matrix";
import { PermissionMatrixDocument } from "./rights.gen";
import { SpecialRights } from "./SpecialRights";

const Simulator = lazy(() => import("./Simulator").then((module) => ({ default: module.Simulator })));
type Part = "objects" | "fields" | "rights" | "simulator";

/** Who may do what: by object, by field, by special right; and what somebody would see. */
export function RolesSection() {
  const { t } = useLingui();
  const canSimulate = useCan("users.admin");
  const [part, setPart] = useState<Part>("objects");
  const [{ data, error }, again] = useQuery({ query: PermissionMatrixDocument, requestPolicy: "cache-first" });
  const matrix = data?.permissionMatrix;
  if (error && !data)
    return <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />;
  if (!matrix) return <SkeletonRows rows={10} />;
  const parts: { value: Part; label: string }[] = [
    { value: "objects", label: t`Objects` },
    { value: "fields", label: t`Fields` },
    { value: "rights", label: t`Special rights` },
    ...(canSimulate ? [{ value: "simulator" as const, label: t`Simulator` }] : []),
  ];
  return (
    <div className="flex flex-col gap-4">
      <Segmented<Part>
        label={t`Which rules`}
        className="scrollbar-none w-full overflow-x-auto sm:w-fit"
        value={part}
        options={parts}
        onChange={setPart}
      />
      {part === "objects" && <Matrix matrix={matrix} />}
      {part === "fields" && <FieldRules matrix={matrix} />}
      {part === "rights" && <SpecialRights matrix={matrix} />}
      {part === "simulator" && (
        <Suspense fallback={<SkeletonRows />}>
          <Simulator />
        </Suspense>
      )}
    </div>
  );
}
