import { InboxIcon } from "lucide-react";
import { useState } from "react";
import { Avatar } from "../Avatar";
import { Badge, Dot, type Tone } from "../Badge";
import { Button } from "../Button";
import { Dialog } from "../Dialog";
import { EmptyState } from "../EmptyState";
import { ErrorState } from "../ErrorState";
import { Facts } from "../Facts";
import { FormDialog } from "../FormDialog";
import { notify } from "../notify";
import { Popover } from "../Popover";
import { Progress } from "../Progress";
import { QrCode } from "../QrCode";
import { RecordForm } from "../RecordForm";
import { Skeleton, SkeletonRows } from "../Skeleton";
import { numberColumns, textColumns, WideTable } from "../WideTable";
import { type Group, Row, useSay } from "./sample";

const TONES: readonly Tone[] = ["plain", "accent", "good", "warn", "bad"];

function Avatars() {
  return (
    <Row>
      {(["xs", "sm", "md", "lg"] as const).map((size) => (
        <Avatar key={size} name={size === "md" ? "Ann Lee" : "张三"} size={size} />
      ))}
    </Row>
  );
}

function Badges() {
  const say = useSay();
  return (
    <Row>
      {TONES.map((tone) => (
        <span key={tone} className="flex items-center gap-2">
          <Dot tone={tone} />
          <Badge tone={tone}>{say("进行中", "Open")}</Badge>
        </span>
      ))}
    </Row>
  );
}

function FactLists() {
  const say = useSay();
  return (
    <Facts
      facts={[
        { label: say("负责人", "Owner"), value: "张三" },
        { label: say("金额", "Amount"), value: "¥480,000.00" },
        { label: say("下一步", "Next step"), value: null },
      ]}
    />
  );
}

function Tables() {
  const say = useSay();
  return (
    <WideTable
      label={say("按人员", "By person")}
      columns={[...textColumns(say("负责人", "Owner")), ...numberColumns(say("金额", "Amount"))]}
    >
      <tr className="border-line border-b">
        <th scope="row" className="py-2 pr-4 text-left font-normal">
          张三
        </th>
        <td className="px-3 py-2 text-right">¥480,000</td>
      </tr>
    </WideTable>
  );
}

function Skeletons() {
  return (
    <>
      <Skeleton className="h-5 w-40" />
      <SkeletonRows rows={2} />
    </>
  );
}

function Bars() {
  const say = useSay();
  return <Progress value={420} max={1200} label={say("进度", "Progress")} />;
}

function QrCodes() {
  const say = useSay();
  return <QrCode text="https://weir.example" label={say("二维码", "QR code")} />;
}

function Empty() {
  const say = useSay();
  return (
    <EmptyState
      icon={<InboxIcon />}
      title={say("还没有商机", "No deals yet")}
      action={<Button look="primary">{say("新建商机", "New deal")}</Button>}
    >
      {say("你负责的商机会出现在这里。", "Deals you work on will stand here.")}
    </EmptyState>
  );
}

function Errors() {
  const say = useSay();
  return (
    <div className="grid sm:grid-cols-3">
      <ErrorState
        onRetry={() => undefined}
        problem={{
          kind: "network",
          title: say("没有网络", "You are offline"),
          detail: say("连接后会重试。", "Try again later."),
        }}
      />
      <ErrorState problem={{ kind: "missing", title: say("这条记录不存在", "There is no such record") }} />
      <ErrorState onRetry={() => undefined} problem={{ kind: "fault", title: say("出错了", "Something went wrong") }} />
    </div>
  );
}

function Dialogs() {
  const say = useSay();
  const [open, setOpen] = useState<"dialog" | "side" | null>(null);
  return (
    <Row>
      <Button onClick={() => setOpen("dialog")}>{say("对话框", "Dialog")}</Button>
      <Button onClick={() => setOpen("side")}>{say("侧栏", "Side panel")}</Button>
      <Dialog
        open={open !== null}
        kind={open ?? "dialog"}
        onClose={() => setOpen(null)}
        title={say("推进到「方案报价」", "Move to “Proposal”")}
        description={say("还缺一项。", "One thing is missing.")}
        footer={<Button look="primary">{say("推进", "Move")}</Button>}
      >
        {say("上传方案文件后即可推进。", "Upload the proposal, then it can move.")}
      </Dialog>
    </Row>
  );
}

function FormDialogs() {
  const say = useSay();
  const [open, setOpen] = useState(false);
  return (
    <Row>
      <Button onClick={() => setOpen(true)}>{say("小表单", "Short form")}</Button>
      {open && (
        <FormDialog
          title={say("保存视图", "Save the view")}
          busy={false}
          errors={[{ code: "LIMIT", field: [], message: say("最多 100 个视图。", "There are at most 100 views.") }]}
          places={["name"]}
          onSend={() => setOpen(false)}
          onClose={() => setOpen(false)}
        >
          {say("名称：华南在谈", "Name: South, open")}
        </FormDialog>
      )}
    </Row>
  );
}

function Popovers() {
  const say = useSay();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button onClick={(event) => setAnchor(event.currentTarget)}>{say("打开面板", "Open a panel")}</Button>
      {anchor && (
        <Popover
          anchor={anchor}
          title={say("筛选", "Filter")}
          onClose={() => setAnchor(null)}
          footer={<Button look="primary">{say("应用", "Apply")}</Button>}
        >
          {say("筛选条件", "Conditions")}
        </Popover>
      )}
    </>
  );
}

function Forms() {
  const say = useSay();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say("打开表单", "Open a form")}</Button>
      {open && (
        <RecordForm
          title={say("新建联系人", "New contact")}
          fields={[
            { name: "name", kind: "text", label: say("姓名", "Name"), required: true },
            { name: "mobile", kind: "tel", label: say("手机", "Mobile") },
          ]}
          onClose={() => setOpen(false)}
          onSend={async () => [
            {
              code: "DUPLICATE",
              field: ["mobile"],
              message: say("手机已被使用,请换一个。", "Mobile is already in use."),
            },
          ]}
        />
      )}
    </>
  );
}

function Notices() {
  const say = useSay();
  const undo = { label: say("撤销", "Undo"), run: () => undefined };
  return (
    <Row>
      <Button onClick={() => notify({ title: say("已移动到「谈判」", "Moved to “Negotiation”"), undo })}>
        {say("可撤销的通知", "Notice with undo")}
      </Button>
      <Button
        onClick={() =>
          notify({ tone: "bad", title: say("未保存", "Not saved"), detail: say("没有网络。", "You are offline.") })
        }
      >
        {say("出错的通知", "Notice of a fault")}
      </Button>
    </Row>
  );
}

export const DISPLAY: Group = {
  Avatar: Avatars,
  Badge: Badges,
  Facts: FactLists,
  WideTable: Tables,
  Skeleton: Skeletons,
  Progress: Bars,
  QrCode: QrCodes,
  EmptyState: Empty,
  ErrorState: Errors,
  Dialog: Dialogs,
  FormDialog: FormDialogs,
  Popover: Popovers,
  RecordForm: Forms,
  Toaster: Notices,
};
