import { useLingui } from "@lingui/react/macro";
import { useLabel } from "../ui/useLabel";
import { RIGHT_ACTION, SCOPE_LONG, SCOPE_SHORT } from "./rightLabels";
import type { PermissionMatrixQuery } from "./rights.gen";

export type PermissionTable = NonNullable<PermissionMatrixQuery["permissionMatrix"]>;
export type PermissionRow = PermissionTable["objects"][number];
export type Grant = PermissionRow["cells"][number]["grants"][number];

/** Grants in words, short for a cell and long for a sentence, and objects and fields in the reader's language. */
export function useWords() {
  const { t, i18n } = useLingui();
  const label = useLabel();
  const chinese = i18n.locale === "zh-CN";
  const comma = chinese ? "、" : ", ";
  const actions = (names: readonly string[]) => names.map((one) => label(RIGHT_ACTION, one)).join(comma);
  return {
    actions,
    name: (one: { labelZh: string; labelEn: string }) => (chinese ? one.labelZh : one.labelEn),
    short: (grant: Grant) => label(SCOPE_SHORT, grant.scope),
    long: (grants: readonly Grant[]): string[] =>
      grants.length === 0
        ? [t`nothing`]
        : grants.map((grant) => {
            const what = actions(grant.actions);
            const which = label(SCOPE_LONG, grant.scope);
            return t`${what}: ${which}`;
          }),
  };
}
