import { useCallback, useState } from "react";
import { useForm } from "react-hook-form";
import { Checkbox } from "../Checkbox";
import { type Choice, Combobox, type Found } from "../Combobox";
import { Field } from "../Field";
import { FormControl } from "../FormControl";
import type { FormValues } from "../formFields";
import { DateInput, Input, SearchInput, Textarea } from "../Input";
import { MoneyInput } from "../MoneyInput";
import { Pick } from "../Pick";
import { PickMany } from "../PickMany";
import { Select } from "../Select";
import { Grid, type Group, Row, useSay } from "./sample";

const CHOICES: readonly Choice[] = [
  { value: "a", label: "深圳市华创科技有限公司", note: "广东省深圳市" },
  { value: "b", label: "Acme Ltd.", note: "London" },
];
const find = async (text: string) => CHOICES.filter((one) => one.label.toLowerCase().includes(text.toLowerCase()));

function Inputs() {
  const say = useSay();
  const [text, setText] = useState("");
  return (
    <Grid>
      <Field label={say("名称", "Name")} required>
        <Input defaultValue={say("产线看板", "Line dashboard")} />
      </Field>
      <Field label={say("不可编辑", "Disabled")}>
        <Input disabled defaultValue="D-000042" />
      </Field>
      <Field label={say("备注", "Notes")} hint={say("只有同事能看到", "Only colleagues see this")}>
        <Textarea />
      </Field>
      <Field label={say("预计成交日期", "Expected close")} error={say("请填写日期。", "Enter a day.")}>
        <DateInput />
      </Field>
      <SearchInput label={say("搜索商机", "Search deals")} value={text} onChange={setText} />
    </Grid>
  );
}

function Fields() {
  const say = useSay();
  return (
    <Grid>
      <Field label={say("有提示", "With a hint")} hint={say("13 位以内", "13 digits at most")}>
        <Input />
      </Field>
      <Field label={say("有错误", "With an error")} error={say("请填写名称。", "Enter a name.")} required>
        <Input />
      </Field>
    </Grid>
  );
}

function Amounts() {
  const say = useSay();
  const [value, setValue] = useState("480000");
  return (
    <Field label={say("金额", "Amount")}>
      <MoneyInput value={value} onChange={setValue} unit="CNY" />
    </Field>
  );
}

function Checkboxes() {
  const say = useSay();
  const [on, setOn] = useState(true);
  return (
    <Row>
      <Checkbox checked={on} onChange={setOn}>
        {say("主要联系人", "Primary contact")}
      </Checkbox>
      <Checkbox checked={false} onChange={() => undefined} disabled>
        {say("不可用", "Disabled")}
      </Checkbox>
      <Checkbox checked={!on} onChange={(next) => setOn(!next)} label={say("选择这一行", "Select this row")} />
    </Row>
  );
}

function Selects() {
  const say = useSay();
  const [value, setValue] = useState<string | null>(null);
  const options = [
    { value: "PRICE", label: say("价格", "Price") },
    { value: "TIMING", label: say("时机", "Timing") },
  ];
  return (
    <Grid>
      <Field label={say("输单原因", "Lost reason")}>
        <Select options={options} value={value} onChange={setValue} />
      </Field>
      <Field label={say("有错误", "With an error")} error={say("请选择原因。", "Choose a reason.")}>
        <Select options={options} value={null} onChange={() => undefined} />
      </Field>
    </Grid>
  );
}

function Comboboxes() {
  const say = useSay();
  const [value, setValue] = useState<Choice | null>(CHOICES[0] ?? null);
  const [found, setFound] = useState<Found>({ text: "", choices: CHOICES });
  const search = useCallback((text: string) => void find(text).then((choices) => setFound({ text, choices })), []);
  return (
    <Field label={say("客户", "Account")}>
      <Combobox value={value} onChange={setValue} found={found} onSearch={search} />
    </Field>
  );
}

function Picks() {
  const say = useSay();
  const [value, setValue] = useState<Choice | null>(null);
  return (
    <Field label={say("负责人", "Owner")}>
      <Pick value={value} onChange={setValue} find={find} />
    </Field>
  );
}

function ManyPicks() {
  const say = useSay();
  const [value, setValue] = useState<readonly Choice[]>(CHOICES.slice(0, 1));
  return <PickMany label={say("共享给", "Share with")} value={value} onChange={setValue} find={find} />;
}

function Controls() {
  const say = useSay();
  const form = useForm<FormValues>({
    defaultValues: { name: "", amount: "", day: "", stage: "", checked: true, account: null, note: "" },
  });
  return (
    <Grid>
      <FormControl
        control={form.control}
        spec={{ name: "name", kind: "text", label: say("名称", "Name"), required: true }}
      />
      <FormControl
        control={form.control}
        spec={{ name: "amount", kind: "money", currency: "CNY", label: say("金额", "Amount") }}
      />
      <FormControl control={form.control} spec={{ name: "day", kind: "date", label: say("日期", "Day") }} />
      <FormControl
        control={form.control}
        spec={{
          name: "stage",
          kind: "select",
          label: say("阶段", "Stage"),
          options: [{ value: "1", label: say("谈判", "Negotiation") }],
        }}
      />
      <FormControl
        control={form.control}
        spec={{ name: "account", kind: "pick", label: say("客户", "Account"), find }}
      />
      <FormControl control={form.control} spec={{ name: "checked", kind: "check", label: say("主要", "Primary") }} />
      <FormControl
        control={form.control}
        spec={{ name: "note", kind: "area", label: say("备注", "Notes"), wide: true }}
      />
    </Grid>
  );
}

export const ENTRIES: Group = {
  Input: Inputs,
  Field: Fields,
  MoneyInput: Amounts,
  Checkbox: Checkboxes,
  Select: Selects,
  Combobox: Comboboxes,
  Pick: Picks,
  PickMany: ManyPicks,
  FormControl: Controls,
};
