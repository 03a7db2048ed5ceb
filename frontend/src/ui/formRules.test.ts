import { i18n } from "@lingui/core";
import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { type FieldSpec, splitTags, toForm, toInput } from "./formFields";
import { formSchema } from "./formRules";
import { cleanDecimal } from "./MoneyInput";

beforeAll(() => i18n.loadAndActivate({ locale: "en", messages: {} }));

const fields: FieldSpec[] = [
  { name: "name", label: "Name", kind: "text", required: true, max: 10 },
  { name: "email", label: "E-mail", kind: "email" },
  { name: "amount", label: "Amount", kind: "money", currency: "CNY" },
  { name: "accountId", label: "Account", kind: "pick", required: true, find: async () => [] },
  { name: "probability", label: "Probability", kind: "number", maxValue: 100 },
  { name: "tags", label: "Tags", kind: "tags" },
  { name: "active", label: "Active", kind: "check" },
];
const good = {
  name: "停机预警",
  email: "",
  amount: "400000.50",
  accountId: { value: "account_1", label: "华创科技" },
  probability: "30",
  tags: "重点, 制造业，重点",
  active: true,
};

function problems(change: object) {
  const result = v.safeParse(formSchema(fields), { ...good, ...change });
  return result.success ? [] : result.issues.map((issue) => v.getDotPath(issue));
}

describe("what a form accepts", () => {
  it("takes a good one", () => expect(problems({})).toEqual([]));
  it("names the missing", () => expect(problems({ name: "  ", accountId: null })).toEqual(["name", "accountId"]));
  it("names the wrong", () => {
    expect(problems({ email: "zhang@", amount: "12,5", probability: "130" })).toEqual([
      "email",
      "amount",
      "probability",
    ]);
    expect(problems({ name: "x".repeat(11) })).toEqual(["name"]);
    expect(problems({ amount: "-5" })).toEqual(["amount"]);
  });
});

describe("what a form sends", () => {
  it("turns empty into null, choices into ids, tags into a set", () => {
    expect(toInput(fields, good)).toEqual({
      name: "停机预警",
      email: null,
      amount: { amount: "400000.50", currency: "CNY" },
      accountId: "account_1",
      probability: 30,
      tags: ["重点", "制造业"],
      active: true,
    });
  });
  it("sends only what was changed", () => {
    expect(toInput(fields, good, new Set(["name"]))).toEqual({ name: "停机预警" });
  });
  it("shows what a record holds", () => {
    const shown = toForm(fields, {
      name: "a",
      amount: { amount: "10.5000", currency: "CNY" },
      tags: ["x", "y"],
      active: null,
    });
    expect(shown).toMatchObject({ name: "a", amount: "10.5", tags: "x, y", active: false, email: "", accountId: null });
  });
  it("splits tags at every kind of comma", () => expect(splitTags("a，b、c; d,,a")).toEqual(["a", "b", "c", "d"]));
});

describe("amounts as they are typed", () => {
  it("keeps digits and one point, also from a Chinese keyboard", () => {
    expect(cleanDecimal("１２，０００。５")).toBe("12000.5");
    expect(cleanDecimal("¥1,234.567")).toBe("1234.56");
    expect(cleanDecimal("1.2.3")).toBe("1.23");
    expect(cleanDecimal("abc")).toBe("");
    expect(cleanDecimal("5.")).toBe("5.");
  });
});
