import { client } from "../sync/client";
import type { Choice } from "../ui/Combobox";
import { DepartmentsDocument } from "./people.gen";

/** Departments whose name holds the text, for pickers. */
export async function findDepartments(text: string): Promise<Choice[]> {
  const { data } = await client.query(DepartmentsDocument, {}).toPromise();
  return (data?.departments.nodes ?? [])
    .filter((one) => one.name.includes(text))
    .map((one) => ({ value: one.id, label: one.name }));
}
