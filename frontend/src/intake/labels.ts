import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Tone } from "../ui/Badge";

type Labels = Record<string, MessageDescriptor>;

export const SOURCE_KIND: Labels = {
  API: msg({ message: "API", context: "kind of a lead source" }),
  WEBHOOK: msg`Webhook of a platform`,
  FORM: msg`Web form`,
  MAIL: msg`Mailbox`,
  CALL: msg`Telephone system`,
};

export const SECURITY: Labels = {
  TLS: msg`TLS (port 993)`,
  STARTTLS: msg`STARTTLS (port 143)`,
  NONE: msg`None (only in your own network)`,
};

export const POLICY: Labels = {
  ATTACH: msg`Add to the lead that exists`,
  LOG_ONLY: msg`Keep in the log only`,
};

export const CUSTOMER_POLICY: Labels = {
  TASK: msg`A task for whoever has them`,
  LEAD: msg`A new lead`,
};

export const INTAKE: Labels = {
  WAITING: msg({ message: "Waiting", context: "what became of an intake" }),
  CREATED: msg`Lead created`,
  ATTACHED: msg`Added to a lead`,
  LOGGED: msg`Call logged`,
  CUSTOMER: msg`Told to the customer's owner`,
  DUPLICATE: msg({ message: "Duplicate", context: "what became of an intake" }),
  REFUSED: msg({ message: "Refused", context: "what became of an intake" }),
  SPAM: msg({ message: "Spam", context: "what became of an intake" }),
  FAILED: msg({ message: "Failed", context: "what became of an intake" }),
};

export const INTAKE_TONE: Record<string, Tone> = {
  WAITING: "plain",
  CREATED: "good",
  ATTACHED: "good",
  LOGGED: "good",
  CUSTOMER: "good",
  DUPLICATE: "plain",
  REFUSED: "warn",
  SPAM: "plain",
  FAILED: "bad",
};

/** What a lead can be sent with. */
export const FIELDS = [
  "name",
  "companyName",
  "title",
  "mobile",
  "phone",
  "email",
  "wechat",
  "industry",
  "region",
  "employees",
  "sourceDetail",
  "description",
] as const;

/** What a call is told with. */
export const CALL_FIELD: Labels = {
  number: msg`Number of the other side`,
  direction: msg`Direction`,
  startedAt: msg`Started`,
  seconds: msg`Duration (seconds)`,
  answered: msg`Answered`,
  extension: msg`Extension of the colleague`,
  userEmail: msg`E-mail of the colleague`,
  recordingUrl: msg`Recording`,
  callId: msg`Id of the call`,
  calledNumber: msg`Number called`,
};
