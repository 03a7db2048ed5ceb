import { expect, test } from "vitest";
import { curl, exampleBody, exampleCall, signedCurl } from "./example";

test("an example names the fields a source asks for, and consent where it is needed", () => {
  const body = exampleBody([{ field: "name", required: true }], [], true);
  expect(Object.keys(body)).toEqual(["name", "utm", "consent"]);
});

test("a mapped field stands at its path, in lists and objects", () => {
  const mapping = [
    { from: "data.user.phone", to: "mobile" },
    { from: "data.answers.0.value", to: "name" },
  ];
  const fields = [
    { field: "name", required: true },
    { field: "mobile", required: false },
  ];
  expect(exampleBody(fields, mapping, false)).toMatchObject({
    data: { user: { phone: "13800138000" }, answers: [{ value: "张三" }] },
  });
});

test("an example of a call has its values where they are mapped, and the number by its own name", () => {
  const body = exampleCall([{ from: "cdr.uuid", to: "callId" }], true);
  expect(body).toMatchObject({ number: "13800138000", cdr: { uuid: "20260105-0001" }, answered: true, consent: true });
  expect(body).not.toHaveProperty("callId");
  expect(exampleCall([{ from: "who", to: "userEmail" }], false)).toMatchObject({ who: "zhangsan@example.com" });
});

test("a quote in the body does not end the shell's text", () => {
  expect(curl("http://x/in/k", { name: "O'Hara" })).toContain(`O'\\''Hara`);
});

test("a signed request quotes its body once, for the signature and for the sending", () => {
  const script = signedCurl("http://x/in/k", { name: "O'Hara" });
  expect(script).toContain(`body='{"name":"O'\\''Hara"}'`);
  expect(script.match(/\$body/g)).toHaveLength(2);
});
