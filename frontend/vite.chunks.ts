import type { CodeSplittingGroup } from "rolldown";
import { drawnBy } from "./vite.texts.ts";

const fileOf = (id: string) => id.slice(import.meta.dirname.length + 1);
const board = drawnBy(["src/deals/BoardPage.tsx"]);
const home = drawnBy(["src/home/HomePage.tsx"]);
const signIn = drawnBy(["src/session/SignInPage.tsx"]);
const ofBoard = (id: string) => board.has(fileOf(id)) && !home.has(fileOf(id));
const ofSignIn = (id: string) => signIn.has(fileOf(id));
/** Those of these modules that none of the pages one begins with draws. */
const later = (test: RegExp) => (id: string) =>
  test.test(fileOf(id)) && ![board, home, signIn].some((drawn) => drawn.has(fileOf(id)));

// The few modules that ask for the first answers while all others are still on their way.
const EARLY = /src\/(app\/early|sync\/early|deals\/(firstBoard|board\.gen)|session\/(settings|viewer\.gen))\.ts$/;
// Half of the start: it is made ready while the other half is still on its way.
const REACT = /node_modules\/(react|react-dom|scheduler)\//;
const CONTROLS = /node_modules\/(@base-ui|@floating-ui)\//;
const FORMS = /node_modules\/react-hook-form\/|src\/ui\/(FormControl|RecordForm|FormDialog|formRules|formFields)\./;
const PICKERS = /node_modules\/@base-ui\/react\/combobox\/|src\/ui\/(Pick|PickMany|Combobox)\./;
const LISTS = /^src\/(lists|views)\//;
const LABELS = /^src\/\w+\/labels\.ts/;
// Lists take two of them, and none of the others.
const RECORDS = /^src\/((activities|tasks|files)\/|records\/(?!Masked|records\.gen)|ui\/(Facts|RecordPage|Tabs)\.)/;
const FIGURES = /^src\/(reports|charts|performance)\//;
// Without what they import: that has a place of its own, and a page that needs it alone does not fetch the rest.
const ALONE = { includeDependenciesRecursively: false };

/**
 * Which modules come together as one file. A browser fetches six files at a time: on a phone each further handful is another way
 * there and back, and a list or a record is of dozens of modules. What most pages of a kind share is one file; what one page has for
 * itself stays with it. The first that takes a module has it.
 */
export const groups: CodeSplittingGroup[] = [
  { name: "early", tags: ["$initial"], test: EARLY, priority: 3 },
  { name: "react", tags: ["$initial"], test: REACT, priority: 3 },
  { name: "start", tags: ["$initial"], priority: 2 },
  { name: "board", test: ofBoard, minShareCount: 2, priority: 1 },
  { name: "icons", test: /lucide-react/, minShareCount: 2, priority: 1 },
  { name: "fields", test: ofSignIn, minShareCount: 2, priority: 1, ...ALONE },
  { name: "forms", test: FORMS, minShareCount: 2, priority: 1, ...ALONE },
  { name: "pickers", test: PICKERS, minShareCount: 2, priority: 1, ...ALONE },
  { name: "controls", test: CONTROLS, minShareCount: 30, priority: 1 },
  { name: "shared", test: later(/^src\//), minShareCount: 19, ...ALONE },
  { name: "filters", test: later(LISTS), minShareCount: 14, ...ALONE },
  { name: "labels", test: later(LABELS), minShareCount: 2, ...ALONE },
  { name: "records", test: later(RECORDS), minShareCount: 4, ...ALONE },
  { name: "figures", test: later(FIGURES), minShareCount: 4, ...ALONE },
  { name: "lists", test: later(LISTS), minShareCount: 9, ...ALONE },
];
