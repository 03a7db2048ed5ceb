import { useLingui } from "@lingui/react/macro";
import { useCallback } from "react";
import { ROLE } from "../../identity/labels";
import { useCan } from "../../session/viewer";
import type { Choice } from "../../ui/Combobox";
import { useFindReceivers } from "../../views/SharingFields";
import type { ScheduleRowFragment } from "./sending.gen";

const ROLE_PREFIX = "role:";

/** Finds people, teams and, for who may write to everybody, roles. */
export function useFindMailReceivers() {
  const { t, i18n } = useLingui();
  const find = useFindReceivers();
  const publish = useCan("view.publish");
  const note = t`Role`;
  return useCallback(
    async (text: string): Promise<Choice[]> => {
      const others = await find(text);
      if (!publish) return others;
      const roles = Object.entries(ROLE)
        .map(([role, name]) => ({ value: `${ROLE_PREFIX}${role}`, label: i18n._(name), note }))
        .filter((one) => one.label.toLowerCase().includes(text.toLowerCase()));
      return [...roles, ...others];
    },
    [find, publish, i18n, note],
  );
}

/** Who gets a schedule's mails, as a form keeps them. */
export function useReceiversOf() {
  const { i18n } = useLingui();
  return (row?: ScheduleRowFragment): Choice[] =>
    (row?.recipients.nodes ?? []).flatMap(({ user, team, role }) => {
      const one = user ?? team;
      if (one) return [{ value: one.id, label: one.name ?? "" }];
      const name = role ? ROLE[role] : undefined;
      return role && name ? [{ value: `${ROLE_PREFIX}${role}`, label: i18n._(name) }] : [];
    });
}

/** The part of an input that says who they are. */
export function receiversInput(receivers: readonly Choice[]) {
  const having = (prefix: string) => receivers.map((one) => one.value).filter((one) => one.startsWith(prefix));
  return {
    userIds: having("user_"),
    teamIds: having("team_"),
    roles: having(ROLE_PREFIX).map((one) => one.slice(ROLE_PREFIX.length)),
  };
}
