import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import type { FieldSpec } from "../ui/formFields";
import { findAccountPools, findPools } from "./findPools";
import type { Held } from "./held";

/** The settings of a pool as a form asks for them: what every pool has, in the words of what it holds. */
export function usePoolFields(held: Held): FieldSpec[] {
  const { t } = useLingui();
  return useMemo<FieldSpec[]>(() => {
    const leads = held === "lead";
    const days = (name: string, label: string, maxValue = 365, min = 1, hint?: string): FieldSpec => ({
      name,
      label,
      kind: "number",
      required: true,
      min,
      maxValue,
      unit: t`days`,
      hint,
    });
    const count = (name: string, label: string, maxValue: number): FieldSpec => ({
      name,
      label,
      kind: "number",
      required: true,
      min: 1,
      maxValue,
    });
    const check = (name: string, label: string): FieldSpec => ({ name, label, kind: "check", wide: true });
    return [
      { name: "name", label: t`Name`, kind: "text", required: true, max: 100, wide: true },
      {
        name: "regions",
        label: t`Regions`,
        kind: "tags",
        wide: true,
        hint: leads
          ? t`New leads of these regions wait here. How the name of a region begins is enough.`
          : t`Accounts of these regions that were under no pool are given back here. How the name of a region begins is enough.`,
      },
      check("isDefault", t`Takes what fits no region`),
      ...(leads ? [check("isOverflow", t`Takes what no rule finds anybody for`)] : []),
      check(
        "maskBeforeClaim",
        leads ? t`Phone, e-mail and WeChat hidden before a claim` : t`Phone hidden before a claim`,
      ),
      count("dailyClaimLimit", t`Claims a day`, 1000),
      count("holdingLimit", leads ? t`Open leads held at most` : t`Accounts held at most`, 10_000),
      ...(leads ? [] : [check("countsCustomers", t`Customers count as held, not only prospects`)]),
      days("cooldownDays", t`Cool-down of former owners`, 365, 0),
      days("noConversionDays", leads ? t`Back when not converted for` : t`Back without a won deal for`, 1000),
      days("noFollowUpDays", t`Back without follow-up for`),
      days("noFollowUpDaysHigh", leads ? t`The same, high intent` : t`The same, tiers VIP and A`),
      days("noFollowUpDaysLow", leads ? t`The same, low intent` : t`The same, tier C`),
      ...(leads
        ? []
        : [
            days("exemptWonDays", t`Kept after a won deal for`, 3650, 0),
            check("exemptsOpenDeals", t`Open deals keep an account with its owner`),
          ]),
      { name: "remindDaysBefore", label: t`Reminders before`, kind: "tags", hint: t`Days, such as 3, 1` },
      days("protectionDays", t`Protection lasts`),
      count("protectionLimit", leads ? t`Protected leads at most` : t`Protected accounts at most`, 1000),
      {
        name: "targetPoolId",
        label: t`What is given back goes to`,
        kind: "pick",
        find: leads ? findPools : findAccountPools,
        hint: t`Empty: here`,
      },
      check("returnsByRegion", t`First to the pool of its region`),
      check("returnReasonRequired", t`Giving back needs a reason`),
    ];
  }, [t, held]);
}
