import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { type Control, useForm, useWatch } from "react-hook-form";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { FormControl } from "./FormControl";
import { type FieldSpec, type FormValues, toForm, toInput } from "./formFields";
import { resolverOf } from "./formRules";
import { useAfterPress } from "./useAfterPress";

export type FormRefusal = { code: string; field: readonly string[]; message: string };

type Props = {
  title: ReactNode;
  description?: ReactNode;
  fields: readonly FieldSpec[];
  record?: Record<string, unknown>;
  /** A new record is sent whole, a known one only with what was changed. */
  known?: boolean;
  submit?: ReactNode;
  onClose: () => void;
  /** Sends the input; answers with what was refused, or null when it was done. */
  onSend: (input: Record<string, unknown>) => Promise<readonly FormRefusal[] | null>;
  children?: ReactNode;
  /** What depends on what is being typed, such as a warning. */
  beside?: (values: FormValues) => ReactNode;
  /** The children hold changes of their own. */
  touched?: boolean;
  kind?: "dialog" | "side";
};

/** Creates or edits one record in a panel. What was typed stays until it is saved or given up on purpose. */
export function RecordForm({ fields, record, known, onSend, onClose, ...rest }: Props) {
  const { t } = useLingui();
  const start = useMemo(() => toForm(fields, record ?? {}), [fields, record]);
  const form = useForm<FormValues>({
    defaultValues: start,
    resolver: resolverOf(fields),
    mode: "onTouched",
    shouldFocusError: true,
  });
  const { dirtyFields, isSubmitting, isDirty } = form.formState;
  const afterPress = useAfterPress();
  const [general, setGeneral] = useState<readonly string[]>([]);
  const [leaving, setLeaving] = useState(false);

  useEffect(() => {
    if (!isDirty) return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", hold);
    return () => removeEventListener("beforeunload", hold);
  }, [isDirty]);

  const submit = form.handleSubmit(async (values) => {
    setGeneral([]);
    const changed = known ? new Set(Object.keys(dirtyFields)) : undefined;
    if (changed?.size === 0 && !rest.touched) return onClose();
    const refused = await onSend(toInput(fields, values, changed));
    if (refused === null) return onClose();
    const others: string[] = [];
    for (const { field, message } of refused) {
      const name = fields.find((one) => field.includes(one.name) || field.includes(one.name.replace(/Id$/, "")))?.name;
      if (name) form.setError(name, { type: "server", message });
      else others.push(message);
    }
    setGeneral(others);
  });

  const close = () => ((isDirty || rest.touched) && !isSubmitting ? setLeaving(true) : onClose());
  return (
    <Dialog
      open
      kind={rest.kind ?? "side"}
      title={rest.title}
      description={rest.description}
      onClose={close}
      footer={
        leaving ? (
          <>
            <p className="mr-auto text-sm">{t`Discard what you typed?`}</p>
            <Button onClick={() => setLeaving(false)}>{t`Keep editing`}</Button>
            <Button look="danger" onClick={onClose}>
              {t`Discard`}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={close}>{t`Cancel`}</Button>
            <Button look="primary" type="submit" form="record-form" busy={isSubmitting}>
              {rest.submit ?? <Trans>Save</Trans>}
            </Button>
          </>
        )
      }
    >
      <form id="record-form" noValidate onSubmit={submit} className="grid grid-cols-1 gap-x-4 gap-y-3.5 sm:grid-cols-2">
        {fields.map((field) => (
          <FormControl key={field.name} spec={field} control={form.control} afterPress={afterPress} />
        ))}
        {rest.children}
        {rest.beside && <Beside control={form.control} of={rest.beside} />}
        {general.length > 0 && (
          <ul role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-danger text-sm sm:col-span-2">
            {general.map((message) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        )}
      </form>
    </Dialog>
  );
}

function Beside({ control, of }: { control: Control<FormValues>; of: (values: FormValues) => ReactNode }) {
  return of(useWatch({ control }) as FormValues);
}
