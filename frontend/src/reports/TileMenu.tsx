import { useLingui } from "@lingui/react/macro";
import { EllipsisIcon } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Input } from "../ui/Input";
import { choice, Menu } from "../ui/Menu";
import type { Tile } from "./tiles";

type Props = { tile: Tile; name: string; onChange: (part: Partial<Tile>) => void };

/** How high a report stands on a dashboard, and what it is called there. */
export function TileMenu({ tile, name, onChange }: Props) {
  const { t } = useLingui();
  const [title, setTitle] = useState<string | null>(null);
  const heights = [
    { value: "1", label: t`Low` },
    { value: "2", label: t({ message: "Medium", context: "height" }) },
    { value: "3", label: t({ message: "High", context: "height" }) },
    { value: "4", label: t`Very high` },
  ];
  const close = () => setTitle(null);
  const apply = () => {
    onChange({ title: title?.trim() || undefined });
    close();
  };
  return (
    <>
      <Menu
        label={t`More for ${name}`}
        entries={() => [
          { kind: "title", label: t`Height` },
          choice(String(tile.height ?? 2), heights, (height) => onChange({ height: Number(height) })),
          { kind: "separator" },
          { label: t`Rename…`, onSelect: () => setTitle(tile.title ?? name) },
        ]}
        trigger={<IconButton label={t`More for ${name}`} icon={<EllipsisIcon />} />}
      />
      {title !== null && (
        <Dialog
          open
          width="sm"
          title={t`Rename`}
          onClose={close}
          footer={
            <>
              <Button onClick={close}>{t`Cancel`}</Button>
              <Button look="primary" onClick={apply}>{t`Apply`}</Button>
            </>
          }
        >
          <form
            onSubmit={(event) => {
              event.preventDefault();
              apply();
            }}
          >
            <Field label={t`Name on this dashboard`} hint={t`Empty: the name of the report.`}>
              <Input
                value={title}
                maxLength={60}
                autoComplete="off"
                onChange={(event) => setTitle(event.target.value)}
              />
            </Field>
          </form>
        </Dialog>
      )}
    </>
  );
}
