import { MoreHorizontalIcon, PencilIcon, PlusIcon, TrashIcon } from "lucide-react";
import { useState } from "react";
import { Button, IconButton, Spinner } from "../Button";
import { Choices } from "../Choices";
import { AnchoredMenu, choice, Menu, type MenuEntry } from "../Menu";
import { Tabs } from "../Tabs";
import { Segmented } from "../Toggle";
import { Tooltip } from "../Tooltip";
import { type Group, Row, useSay } from "./sample";

function Buttons() {
  const say = useSay();
  return (
    <>
      <Row>
        <Button look="primary" icon={<PlusIcon />}>
          {say("新建商机", "New deal")}
        </Button>
        <Button>{say("导出", "Export")}</Button>
        <Button look="ghost">{say("取消", "Cancel")}</Button>
        <Button look="danger">{say("删除", "Delete")}</Button>
      </Row>
      <Row>
        <Button look="primary" busy>
          {say("保存中", "Saving")}
        </Button>
        <Button disabled>{say("不可用", "Disabled")}</Button>
        <Button size="sm">{say("小", "Small")}</Button>
        <IconButton label={say("编辑", "Edit")} icon={<PencilIcon />} />
        <Spinner />
      </Row>
    </>
  );
}

function useEntries(): () => readonly MenuEntry[] {
  const say = useSay();
  const [stage, setStage] = useState("one");
  return () => [
    { label: say("编辑", "Edit"), icon: <PencilIcon />, onSelect: () => undefined },
    { label: say("不可用", "Disabled"), disabled: true, onSelect: () => undefined },
    { kind: "separator" },
    { kind: "title", label: say("移动到", "Move to") },
    choice(
      stage,
      [
        { value: "one", label: say("需求确认", "Needs confirmed") },
        { value: "two", label: say("方案报价", "Proposal") },
      ],
      setStage,
    ),
    { kind: "separator" },
    { label: say("删除", "Delete"), icon: <TrashIcon />, danger: true, onSelect: () => undefined },
  ];
}

function Menus() {
  const say = useSay();
  const entries = useEntries();
  return (
    <Menu label={say("更多", "More")} entries={entries} trigger={<Button>{say("打开菜单", "Open the menu")}</Button>} />
  );
}

function AnchoredMenus() {
  const say = useSay();
  const entries = useEntries();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <IconButton
        label={say("一行的菜单", "The menu of a row")}
        icon={<MoreHorizontalIcon />}
        onClick={(event) => setAnchor(event.currentTarget)}
      />
      {anchor && (
        <AnchoredMenu label={say("更多", "More")} anchor={anchor} entries={entries()} onClose={() => setAnchor(null)} />
      )}
    </>
  );
}

function Exclusive() {
  const say = useSay();
  const [value, setValue] = useState("list");
  return (
    <Segmented
      label={say("视图", "View")}
      value={value}
      onChange={setValue}
      options={[
        { value: "board", label: say("看板", "Board") },
        { value: "list", label: say("列表", "List") },
        { value: "map", label: say("日历", "Calendar") },
      ]}
    />
  );
}

function Several() {
  const say = useSay();
  const [value, setValue] = useState<readonly string[]>(["mes"]);
  return (
    <Choices
      aria-label={say("涉及系统", "Systems")}
      value={value}
      onChange={setValue}
      options={[
        { value: "mes", label: "MES" },
        { value: "erp", label: "ERP" },
        { value: "scada", label: "SCADA" },
      ]}
    />
  );
}

function Tabbed() {
  const say = useSay();
  const [value, setValue] = useState("activities");
  return (
    <Tabs
      value={value}
      onChange={setValue}
      tabs={[
        {
          value: "activities",
          label: say("动态", "Activities"),
          count: 12,
          content: say("十二条记录", "Twelve of them"),
        },
        { value: "files", label: say("文件", "Files"), content: say("还没有文件", "No files yet") },
      ]}
    />
  );
}

function Tooltips() {
  const say = useSay();
  return (
    <Tooltip text={say("停留 15 天,上限 14 天", "15 days in this stage, 14 allowed")}>
      <Button>{say("悬停或聚焦", "Hover or focus")}</Button>
    </Tooltip>
  );
}

export const ACTIONS: Group = {
  Button: Buttons,
  Menu: Menus,
  MenuPopup: AnchoredMenus,
  Choices: Several,
  Toggle: Exclusive,
  Tabs: Tabbed,
  Tooltip: Tooltips,
};
