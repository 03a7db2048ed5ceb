import { t } from "@lingui/core/macro";
import type { Subject } from "../activities/subject";
import { renewSession } from "../session/session";
import { currentLocale } from "../session/settings";

export const MAX_FILE = 25 * 1024 * 1024;

/** Sends one file to a record; answers with what went wrong, or null. */
export async function uploadFile(file: File, subject: Subject, category?: string): Promise<string | null> {
  return uploadTo("/files", file, { regarding: subject.id, ...(category ? { category } : {}) });
}

/** Sends one file to an address, or none to take the one away that is there; answers with what went wrong, or null. */
export async function uploadTo(
  path: string,
  file: File | null,
  more: Record<string, string> = {},
  again = true,
): Promise<string | null> {
  if (file && file.size > MAX_FILE) return t`The file is larger than 25 MB.`;
  if (file?.size === 0) return t`The file is empty.`;
  const address = new URLSearchParams(file ? { ...more, name: file.name } : more);
  try {
    const response = await fetch(`${path}?${address}`, {
      method: file ? "POST" : "DELETE",
      body: file,
      credentials: "same-origin",
      headers: {
        accept: "application/json",
        "accept-language": currentLocale(),
        "content-type": "application/octet-stream",
      },
    });
    if (response.ok) return null;
    if (response.status === 401 && again) {
      await renewSession();
      return uploadTo(path, file, more, false);
    }
    const answer = (await response.json().catch(() => ({}))) as { message?: string };
    return answer.message ?? t`The file could not be saved.`;
  } catch {
    return t`No connection to the server`;
  }
}
