import { Trans, useLingui } from "@lingui/react/macro";
import { EllipsisVerticalIcon, PackageIcon, PencilIcon, PlusIcon, PowerIcon } from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { SettingsList } from "../lists/SettingsList";
import { useCatalog } from "../records/useCatalog";
import { money } from "../session/formats";
import { useCan } from "../session/viewer";
import { actOrTell } from "../sync/act";
import { useList } from "../sync/useList";
import { Badge } from "../ui/Badge";
import { Button, IconButton } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { Menu } from "../ui/Menu";
import { notify } from "../ui/notify";
import {
  ProductListDocument,
  type ProductListQuery,
  type ProductRowFragment,
  UpdateProductDocument,
} from "./settings.gen";

const ProductForm = lazy(() => import("./ProductForm").then((module) => ({ default: module.ProductForm })));
const pick = (data: ProductListQuery) => data.products;
type Open = { product?: ProductRowFragment };

/** The price list: what can be put into a deal, and for how much. */
export function ProductsSection() {
  const { t } = useLingui();
  const canCreate = useCan("product.create");
  const canEdit = useCan("product.update");
  const { catalog } = useCatalog();
  const cost = catalog?.find((one) => one.name === "product")?.fields.find((one) => one.name === "cost");
  const seesCost = cost?.read === "FULL";
  const [text, setText] = useState("");
  const [retired, setRetired] = useState(false);
  const [open, setOpen] = useState<Open | null>(null);
  const variables = useMemo(
    () => ({ search: text || null, where: retired ? {} : { isActive: { eq: true } } }),
    [text, retired],
  );
  const list = useList(ProductListDocument, variables, pick);
  const create = canCreate && (
    <Button look="primary" icon={<PlusIcon />} onClick={() => setOpen({})}>
      <Trans>New product</Trans>
    </Button>
  );

  async function setActive(product: ProductRowFragment, isActive: boolean) {
    const { name } = product;
    const outcome = await actOrTell(UpdateProductDocument, {
      input: { id: product.id, version: product.version, isActive },
    });
    if (outcome.ok) notify({ title: isActive ? t`${name} can be sold again` : t`${name} is no longer offered` });
  }

  return (
    <div className="flex flex-col gap-4">
      <SettingsList
        list={list}
        search={{ label: t`Search products`, text, onText: setText }}
        outOfUse={{ label: t`Also retired`, shown: retired, onShown: setRetired }}
        create={create}
        empty={
          text ? (
            <EmptyState icon={<PackageIcon />} title={t`No product fits`} />
          ) : (
            <EmptyState icon={<PackageIcon />} title={t`No products yet`} action={create}>
              {t`What you sell stands here with its price, ready to be put into deals.`}
            </EmptyState>
          )
        }
      >
        {list.rows.map((product) => (
          <li key={product.id} className="flex items-center gap-3 px-4 py-2.5">
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
                <span className="font-medium text-sm">{product.name}</span>
                {!product.isActive && <Badge>{t`Retired`}</Badge>}
              </p>
              <p className="truncate text-ink-3 text-xs">
                {[product.code, product.family].filter(Boolean).join(" · ") || "—"}
              </p>
            </div>
            <div className="tnum shrink-0 text-right">
              <p className="text-sm">
                {product.listPrice ? money(product.listPrice.amount, product.listPrice.currency) : "—"}
                {product.unit && <span className="text-ink-3"> / {product.unit}</span>}
              </p>
              {seesCost && product.cost && (
                <p className="text-ink-3 text-xs">
                  {t`Cost`} {money(product.cost.amount, product.cost.currency)}
                </p>
              )}
            </div>
            {canEdit && (
              <Menu
                label={product.name}
                trigger={<IconButton label={`${t`More`}: ${product.name}`} icon={<EllipsisVerticalIcon />} />}
                entries={() => [
                  { label: t`Edit`, icon: <PencilIcon />, onSelect: () => setOpen({ product }) },
                  {
                    label: product.isActive ? t`Retire` : t`Offer again`,
                    icon: <PowerIcon />,
                    onSelect: () => void setActive(product, !product.isActive),
                  },
                ]}
              />
            )}
          </li>
        ))}
      </SettingsList>
      <Suspense>
        {open && <ProductForm product={open.product} seesCost={seesCost} onClose={() => setOpen(null)} />}
      </Suspense>
    </div>
  );
}
