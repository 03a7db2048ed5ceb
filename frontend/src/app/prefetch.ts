import { whenIdle } from "../ui/whenIdle";

const LATER: readonly (() => Promise<unknown>)[] = [
  () => import("../ui/MenuPopup"),
  () => import("../deals/MoveMenu"),
  () => import("../deals/conflict"),
  () => import("../ui/Toaster"),
  () => import("../deals/GateDialog"),
  () => import("../deals/FilterPanel"),
  () => import("../deals/DealPage"),
  () => import("./Overlay"),
  () => import("../activities/QuickLog"),
  () => import("../deals/DealForm"),
  () => import("./Palette"),
  () => import("../tasks/TasksPage"),
  () => import("../tasks/TaskForm"),
  () => import("../deals/DealsPage"),
  () => import("../leads/LeadsPage"),
  () => import("../leads/LeadPage"),
  () => import("../leads/LeadForm"),
  () => import("../accounts/AccountsPage"),
  () => import("../accounts/AccountPage"),
  () => import("../accounts/AccountForm"),
  () => import("../contacts/ContactsPage"),
  () => import("../contacts/ContactPage"),
  () => import("../contacts/ContactForm"),
  () => import("../session/ExpiredDialog"),
  () => import("./PhoneMore"),
];

/**
 * Fetches what a day of work needs while nobody waits for it: the next page opens at once, and a tunnel in the middle
 * of the day does not keep a form from opening.
 */
export function prefetch() {
  const connection = (navigator as { connection?: { saveData?: boolean } }).connection;
  if (connection?.saveData) return;
  let next = 0;
  const step = async () => {
    await whenIdle();
    const load = LATER[next++];
    if (load) load().then(step, () => undefined);
  };
  void step();
}
