import { Trans, useLingui } from "@lingui/react/macro";
import {
  CalendarClockIcon,
  CalendarIcon,
  CircleCheckIcon,
  DecimalsArrowRightIcon,
  EllipsisVerticalIcon,
  HashIcon,
  ListChecksIcon,
  ListIcon,
  PencilIcon,
  PlusIcon,
  PowerIcon,
  TextIcon,
  TypeIcon,
} from "lucide-react";
import { type ComponentType, lazy, Suspense, useState } from "react";
import { useQuery } from "urql";
import { RowArrows, RowGrip } from "../drag/RowControls";
import { useReorder } from "../drag/useReorder";
import { useCan } from "../session/viewer";
import { actOrTell } from "../sync/act";
import { problemOf } from "../sync/problems";
import { Badge } from "../ui/Badge";
import { Button, IconButton } from "../ui/Button";
import { Checkbox } from "../ui/Checkbox";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { Menu } from "../ui/Menu";
import { notify } from "../ui/notify";
import { SkeletonRows } from "../ui/Skeleton";
import { Segmented } from "../ui/Toggle";
import { useLabel } from "../ui/useLabel";
import {
  CustomFieldListDocument,
  type CustomFieldRowFragment,
  OrderCustomFieldsDocument,
  UpdateCustomFieldDocument,
} from "./fields.gen";
import { type CustomizedObject, KIND_NAME, OBJECT_NAME, OBJECTS } from "./labels";

const FieldForm = lazy(() => import("./FieldForm").then((module) => ({ default: module.FieldForm })));
const ICONS: Record<string, ComponentType<{ className?: string }>> = {
  STRING: TypeIcon,
  TEXT: TextIcon,
  INT: HashIcon,
  DECIMAL: DecimalsArrowRightIcon,
  BOOL: CircleCheckIcon,
  DATE: CalendarIcon,
  DATETIME: CalendarClockIcon,
  ENUM: ListIcon,
  TAGS: ListChecksIcon,
};
type Open = { kind: string; field?: CustomFieldRowFragment };

/** What the organisation wants to know of its records besides: added here, and in forms, lists, filters, reports and the API at once. */
export function FieldsSection() {
  const { t, i18n } = useLingui();
  const label = useLabel();
  const [object, setObject] = useState<CustomizedObject>("DEAL");
  const [retired, setRetired] = useState(false);
  const [open, setOpen] = useState<Open | null>(null);
  const canCreate = useCan("custom_field.create");
  const [{ data, error }, again] = useQuery({
    query: CustomFieldListDocument,
    variables: { object, isActive: retired ? null : { eq: true } },
  });
  const fields = data?.customFields.nodes;
  const create = canCreate && (
    <Menu
      label={t`New field`}
      trigger={
        <Button look="primary" icon={<PlusIcon />}>
          <Trans>New field</Trans>
        </Button>
      }
      entries={() =>
        Object.keys(KIND_NAME).map((kind) => {
          const Icon = ICONS[kind] ?? TypeIcon;
          return { label: label(KIND_NAME, kind), icon: <Icon />, onSelect: () => setOpen({ kind }) };
        })
      }
    />
  );
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <Segmented<CustomizedObject>
          label={t`Fields of`}
          className="basis-full sm:basis-auto"
          value={object}
          options={OBJECTS.map((value) => ({ value, label: i18n._(OBJECT_NAME[value]) }))}
          onChange={setObject}
        />
        <Checkbox checked={retired} onChange={setRetired}>
          {t`Also retired fields`}
        </Checkbox>
        <span className="flex-1" />
        {create}
      </div>
      {error && !fields ? (
        <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />
      ) : !fields ? (
        <SkeletonRows />
      ) : fields.length === 0 ? (
        <EmptyState icon={<TypeIcon />} title={t`No fields of your own yet`} action={create}>
          {t`Add what your company asks of these records: it is in forms, lists, filters, reports and the API at once.`}
        </EmptyState>
      ) : (
        <FieldList key={object} fields={fields} onOpen={(field) => setOpen({ kind: field.kind ?? "STRING", field })} />
      )}
      <Suspense>
        {open && <FieldForm object={object} kind={open.kind} field={open.field} onClose={() => setOpen(null)} />}
      </Suspense>
    </div>
  );
}

type ListProps = { fields: readonly CustomFieldRowFragment[]; onOpen: (field: CustomFieldRowFragment) => void };

function FieldList({ fields, onOpen }: ListProps) {
  const { t } = useLingui();
  const canEdit = useCan("custom_field.update");
  const active = new Map(fields.filter((one) => one.isActive).map((one) => [one.id, one]));
  const order = useReorder({
    ids: [...active.keys()],
    nameOf: (id) => active.get(id)?.name ?? "",
    disabled: !canEdit,
    onReorder: async (ids) => (await actOrTell(OrderCustomFieldsDocument, { input: { ids: [...ids] } })).ok,
  });
  return (
    <>
      <ol ref={order.root} className="divide-y divide-line rounded-xl bg-surface shadow-lift empty:hidden">
        {order.ids.map((id) => {
          const field = active.get(id);
          if (!field) return null;
          return (
            <li key={id} {...order.item(id)} className="flex items-center gap-2 px-3 py-2 data-held:bg-accent-soft">
              {canEdit && <RowGrip order={order} id={id} />}
              <Row field={field} canEdit={canEdit} onOpen={() => onOpen(field)} />
              {canEdit && (
                <span className="hidden sm:flex">
                  <RowArrows order={order} id={id} name={field.name} />
                </span>
              )}
            </li>
          );
        })}
      </ol>
      {fields.length > active.size && (
        <section aria-label={t`Retired`}>
          <h2 className="mb-2 font-medium text-ink-3 text-xs">{t`Retired`}</h2>
          <ul className="divide-y divide-line rounded-xl bg-surface shadow-lift">
            {fields
              .filter((one) => !one.isActive)
              .map((field) => (
                <li key={field.id} className="flex items-center gap-2 px-3 py-2">
                  <Row field={field} canEdit={canEdit} onOpen={() => onOpen(field)} />
                </li>
              ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Row({ field, canEdit, onOpen }: { field: CustomFieldRowFragment; canEdit: boolean; onOpen: () => void }) {
  const { t } = useLingui();
  const label = useLabel();
  const Icon = ICONS[field.kind ?? ""] ?? TypeIcon;
  const { name } = field;

  async function setActive(isActive: boolean) {
    const outcome = await actOrTell(UpdateCustomFieldDocument, {
      input: { id: field.id, version: field.version, isActive },
    });
    if (!outcome.ok) return;
    notify({
      title: isActive ? t`${name} is in use again, with its values` : t`${name} is out of use; its values are kept`,
    });
  }

  return (
    <>
      <Icon className="size-4 shrink-0 text-ink-3" />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <span className="font-medium text-sm">{name}</span>
          {field.isRequired && <Badge tone="accent">{t`Required`}</Badge>}
        </span>
        <span className="block truncate text-ink-3 text-xs">
          {[label(KIND_NAME, field.kind), field.apiName, field.hint].filter(Boolean).join(" · ")}
        </span>
      </span>
      {canEdit && (
        <Menu
          label={name}
          trigger={<IconButton label={`${t`More`}: ${name}`} icon={<EllipsisVerticalIcon />} />}
          entries={() => [
            { label: t`Edit`, icon: <PencilIcon />, onSelect: onOpen },
            {
              label: field.isActive ? t`Retire` : t`Use again`,
              icon: <PowerIcon />,
              onSelect: () => void setActive(!field.isActive),
            },
          ]}
        />
      )}
    </>
  );
}
