import { money } from "../session/formats";
import { client } from "../sync/client";
import type { Choice } from "../ui/Combobox";
import { ProductChoicesDocument } from "./products.gen";

export type ProductChoice = Choice & { price?: string; currency?: string };

/** Products on sale whose name or code holds the text, with their list price. */
export async function findProducts(text: string): Promise<ProductChoice[]> {
  const { data } = await client.query(ProductChoicesDocument, { search: text || null }).toPromise();
  return (data?.products.nodes ?? []).map((product) => ({
    value: product.id,
    label: product.name,
    note: [product.code, product.listPrice && money(product.listPrice.amount, product.listPrice.currency)]
      .filter(Boolean)
      .join(" · "),
    price: product.listPrice?.amount,
    currency: product.listPrice?.currency,
  }));
}
