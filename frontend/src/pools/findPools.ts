import { client } from "../sync/client";
import type { Choice } from "../ui/Combobox";
import type { Held } from "./held";
import { PoolNamesDocument } from "./pools.gen";

/** Pools of one kind whose name holds the text, for pickers. */
const finder =
  (held: Held) =>
  async (text: string): Promise<Choice[]> => {
    const { data } = await client.query(PoolNamesDocument, {}).toPromise();
    const pools = data?.[held === "lead" ? "leadPools" : "accountPools"].nodes ?? [];
    return pools.filter((one) => one.name.includes(text)).map((one) => ({ value: one.id, label: one.name }));
  };

export const findPools = finder("lead");
export const findAccountPools = finder("account");
