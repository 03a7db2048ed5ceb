import { useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { useViewer } from "../session/viewer";
import { act, newKey } from "../sync/act";
import type { FieldSpec } from "../ui/formFields";
import { notify } from "../ui/notify";
import { RecordForm } from "../ui/RecordForm";
import { CreateProductDocument, type ProductRowFragment, UpdateProductDocument } from "./settings.gen";

type Props = { product?: ProductRowFragment; seesCost: boolean; onClose: () => void };

/** What we sell: its name, its price, and for whoever may see it what it costs us. */
export function ProductForm({ product, seesCost, onClose }: Props) {
  const { t } = useLingui();
  const { baseCurrency } = useViewer();
  const [key] = useState(newKey);
  const currency = product?.listPrice?.currency ?? baseCurrency;
  const fields = useMemo<FieldSpec[]>(
    () => [
      { name: "name", label: t`Product name`, kind: "text", required: true, max: 200, wide: true },
      { name: "code", label: t`Product code`, kind: "text", max: 60 },
      { name: "family", label: t`Product family`, kind: "text", max: 100 },
      { name: "unit", label: t`Unit`, kind: "text", max: 20 },
      { name: "listPrice", label: t`List price`, kind: "money", currency },
      ...(seesCost ? [{ name: "cost", label: t`Cost`, kind: "money" as const, currency }] : []),
      { name: "description", label: t`Description`, kind: "area", wide: true },
    ],
    [t, currency, seesCost],
  );
  return (
    <RecordForm
      title={product ? t`Edit product` : t`New product`}
      description={product ? t`Deals keep the prices they were given.` : undefined}
      fields={fields}
      record={product}
      known={!!product}
      onClose={onClose}
      onSend={async (input) => {
        const outcome = product
          ? await act(UpdateProductDocument, { input: { id: product.id, version: product.version, ...input } as never })
          : await act(CreateProductDocument, { input: { ...input, isActive: true, idempotencyKey: key } as never });
        if (!outcome.ok) return outcome.errors;
        if (!product) notify({ title: t`Product created` });
        return null;
      }}
    />
  );
}
