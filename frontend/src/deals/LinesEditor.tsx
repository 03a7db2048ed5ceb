import { Trans, useLingui } from "@lingui/react/macro";
import { PlusIcon, Trash2Icon } from "lucide-react";
import { useState } from "react";
import { findProducts, type ProductChoice } from "../products/findProducts";
import { baseCurrency, money } from "../session/formats";
import { act, newKey } from "../sync/act";
import { Button, IconButton } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { MoneyInput } from "../ui/MoneyInput";
import { Pick } from "../ui/Pick";
import { type DealPageQuery, SetDealLinesDocument } from "./deals.gen";
import { type Line, linesTotal, lineTotal } from "./lineSums";

type Deal = NonNullable<DealPageQuery["deal"]>;
const blank = (): Line => ({ key: newKey(), productId: null, label: "", quantity: "1", unitPrice: "", discount: "" });

/** Sets the products of a deal as a whole; the amount of the deal is their sum. */
export function LinesEditor({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const { t } = useLingui();
  const currency = deal.amount?.currency ?? baseCurrency();
  const [lines, setLines] = useState<Line[]>(() => {
    const known = deal.lines.nodes.map((line) => ({
      key: line.id,
      productId: line.product?.id ?? null,
      label: line.product?.name ?? line.description ?? "",
      quantity: plain(line.quantity),
      unitPrice: plain(line.unitPrice?.amount),
      discount: plain(line.discount),
    }));
    return known.length > 0 ? known : [blank()];
  });
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const change = (key: string, part: Partial<Line>) =>
    setLines((now) => now.map((line) => (line.key === key ? { ...line, ...part } : line)));
  const complete = lines.filter((line) => line.productId);

  async function save() {
    if (
      complete.some((line) => Number(line.quantity) <= 0 || line.unitPrice === "" || Number(line.discount || 0) > 100)
    ) {
      return setProblems([t`Every line needs a quantity above zero, a price, and a discount of at most 100 %.`]);
    }
    setBusy(true);
    const outcome = await act(SetDealLinesDocument, {
      input: {
        dealId: deal.id,
        version: deal.version,
        lines: complete.map((line) => ({
          productId: line.productId,
          quantity: line.quantity,
          unitPrice: line.unitPrice,
          discount: line.discount || "0",
        })),
      } as never,
    });
    setBusy(false);
    if (outcome.ok) return onClose();
    setProblems(outcome.errors.map((error) => error.message));
  }

  return (
    <Dialog
      open
      width="lg"
      title={t`Products`}
      description={deal.name}
      onClose={onClose}
      footer={
        <>
          <p className="tnum mr-auto font-medium text-sm">
            {t`Total`}: {money(linesTotal(complete), currency)}
          </p>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button look="primary" busy={busy} onClick={save}>
            <Trans>Save</Trans>
          </Button>
        </>
      }
    >
      <ul className="flex flex-col gap-4">
        {lines.map((line) => (
          <li
            key={line.key}
            className="grid grid-cols-6 items-end gap-2 border-line border-b pb-4 sm:grid-cols-[minmax(0,1fr)_5rem_8rem_6rem_7rem_2.5rem]"
          >
            <Field label={t`Product`} className="col-span-6 sm:col-span-1">
              <Pick
                value={line.productId ? { value: line.productId, label: line.label } : null}
                find={findProducts}
                onChange={(choice) => {
                  const product = choice as ProductChoice | null;
                  change(line.key, {
                    productId: product?.value ?? null,
                    label: product?.label ?? "",
                    unitPrice: product?.price ? plain(product.price) : line.unitPrice,
                  });
                }}
              />
            </Field>
            <Field label={t`Quantity`} className="col-span-2 sm:col-span-1">
              <MoneyInput value={line.quantity} onChange={(quantity) => change(line.key, { quantity })} />
            </Field>
            <Field label={t`Unit price`} className="col-span-2 sm:col-span-1">
              <MoneyInput
                value={line.unitPrice}
                onChange={(unitPrice) => change(line.key, { unitPrice })}
                unit={currency}
              />
            </Field>
            <Field label={t`Discount`} className="col-span-2 sm:col-span-1">
              <MoneyInput value={line.discount} onChange={(discount) => change(line.key, { discount })} unit="%" />
            </Field>
            <p className="tnum col-span-5 self-center text-right text-sm sm:col-span-1 sm:pt-5">
              {money(lineTotal(line), currency)}
            </p>
            <IconButton
              label={t`Remove`}
              icon={<Trash2Icon />}
              onClick={() => setLines((now) => now.filter((one) => one.key !== line.key))}
            />
          </li>
        ))}
      </ul>
      <Button look="ghost" className="mt-3" icon={<PlusIcon />} onClick={() => setLines((now) => [...now, blank()])}>
        <Trans>Add a line</Trans>
      </Button>
      {problems.length > 0 && (
        <p role="alert" className="mt-3 text-danger text-sm">
          {problems.join(" ")}
        </p>
      )}
    </Dialog>
  );
}

const plain = (value: string | null | undefined) =>
  value?.includes(".") ? value.replace(/\.?0+$/, "") : (value ?? "");
