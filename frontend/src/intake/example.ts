export type SourceField = { field: string; required: boolean };
export type Mapped = { from: string; to: string };

const SAMPLES: Record<string, string | number> = {
  name: "张三",
  companyName: "深圳市华创科技有限公司",
  title: "生产总监",
  mobile: "13800138000",
  phone: "0755-26661234",
  email: "zhangsan@example.com",
  wechat: "zhangsan",
  industry: "制造业",
  region: "广东省深圳市",
  employees: 200,
  sourceDetail: "首页横幅",
  description: "想了解预测性维护",
};
const USUAL = ["name", "companyName", "mobile", "email"];

/** A request that this source takes as it stands: its fields by their names, mapped ones at their paths. */
export function exampleBody(fields: readonly SourceField[], mapping: readonly Mapped[], needsConsent: boolean) {
  const body: Record<string, unknown> = {};
  const paths = new Map(mapping.map((one) => [one.to, one.from]));
  const names = fields.length > 0 ? fields.map((one) => one.field) : [...new Set([...USUAL, ...paths.keys()])];
  for (const name of names) place(body, (paths.get(name) ?? name).split("."), SAMPLES[name] ?? "…");
  body.utm = { utm_source: "baidu", utm_campaign: "spring" };
  if (needsConsent) body.consent = true;
  return body;
}

const CALL: Record<string, string | number | boolean> = {
  callId: "20260105-0001",
  number: "13800138000",
  direction: "INBOUND",
  startedAt: "2026-01-05T09:30:00+08:00",
  seconds: 90,
  answered: true,
  extension: "8017",
  calledNumber: "400-800-1234",
  recordingUrl: "https://pbx.example.com/20260105-0001.wav",
};

/** A call that a telephone system tells when it has ended, its values at the paths that are mapped. */
export function exampleCall(mapping: readonly Mapped[], needsConsent: boolean) {
  const body: Record<string, unknown> = {};
  const paths = new Map(mapping.map((one) => [one.to, one.from]));
  const { userEmail, ...usual } = { userEmail: "zhangsan@example.com", ...CALL };
  for (const [name, value] of Object.entries(paths.has("userEmail") ? { ...usual, userEmail } : usual))
    place(body, (paths.get(name) ?? name).split("."), value);
  if (needsConsent) body.consent = true;
  return body;
}

function place(body: Record<string, unknown>, path: readonly string[], value: unknown) {
  let here: Record<string, unknown> | unknown[] = body;
  path.forEach((part, at) => {
    const next = path[at + 1];
    const inner = next === undefined ? value : /^\d+$/.test(next) ? [] : {};
    const holder = here as Record<string, unknown>;
    const known = holder[part];
    holder[part] = next !== undefined && typeof known === "object" && known !== null ? known : inner;
    here = holder[part] as Record<string, unknown>;
  });
}

export const curl = (address: string, body: unknown) =>
  `curl -X POST '${address}' \\\n  -H 'Content-Type: application/json' \\\n  -H 'Idempotency-Key: order-1001' \\\n  -d '${JSON.stringify(body, null, 2).replaceAll("'", "'\\''")}'`;

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** The same for a source that asks for a signature: the secret goes where the first line says. */
export const signedCurl = (address: string, body: unknown) =>
  [
    "secret='whsec_…'",
    `body=${quoted(JSON.stringify(body))}`,
    "time=$(date +%s)",
    `key=$(printf %s "\${secret#whsec_}" | base64 -d | od -An -tx1 | tr -d ' \\n')`,
    `sign=$(printf %s "$time.$body" | openssl dgst -sha256 -mac HMAC -macopt hexkey:$key | sed 's/.* //')`,
    `curl -X POST '${address}' \\`,
    "  -H 'Content-Type: application/json' \\",
    `  -H "X-Timestamp: $time" -H "X-Signature: $sign" \\`,
    `  -d "$body"`,
  ].join("\n");
