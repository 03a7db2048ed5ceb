import { shortMoney } from "../session/formats";
import type { CustomerReportQuery } from "./customers.gen";

export type Customers = CustomerReportQuery["customerReport"];

/** An amount that may be unknown: a dash then. */
export const worth = (value: string | null) => (value === null ? "–" : shortMoney(value));
