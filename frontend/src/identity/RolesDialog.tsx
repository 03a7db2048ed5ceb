import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { act } from "../sync/act";
import { Button } from "../ui/Button";
import { Checkbox } from "../ui/Checkbox";
import { Dialog } from "../ui/Dialog";
import { useLabel } from "../ui/useLabel";
import { ROLE } from "./labels";
import { SetUserRolesDocument, type UserRowFragment } from "./people.gen";

export function RolesDialog({ user, onClose }: { user: UserRowFragment; onClose: () => void }) {
  const { t } = useLingui();
  const label = useLabel();
  const [roles, setRoles] = useState<ReadonlySet<string>>(new Set(user.roles));
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);

  async function save() {
    setBusy(true);
    const outcome = await act(SetUserRolesDocument, { input: { id: user.id, roles: [...roles] as never } });
    setBusy(false);
    if (outcome.ok) onClose();
    else setProblems(outcome.errors.map((error) => error.message));
  }

  return (
    <Dialog
      open
      width="sm"
      title={t`Roles`}
      description={user.name}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button look="primary" busy={busy} onClick={save}>
            <Trans>Save</Trans>
          </Button>
        </>
      }
    >
      <div className="flex flex-col">
        {Object.keys(ROLE).map((role) => (
          <Checkbox
            key={role}
            checked={roles.has(role)}
            onChange={(checked) => {
              const next = new Set(roles);
              if (checked) next.add(role);
              else next.delete(role);
              setRoles(next);
            }}
          >
            {label(ROLE, role)}
          </Checkbox>
        ))}
      </div>
      {problems.length > 0 && (
        <p role="alert" className="mt-2 text-danger text-sm">
          {problems.join(" ")}
        </p>
      )}
    </Dialog>
  );
}
