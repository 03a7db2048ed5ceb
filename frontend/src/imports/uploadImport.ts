import { t } from "@lingui/core/macro";
import { renewSession } from "../session/session";
import { currentLocale } from "../session/settings";

/** Sends one file of an import with its progress (0..1); answers with what went wrong, or null. */
export function uploadImport(
  importId: string,
  file: File,
  onProgress: (part: number) => void,
  again = true,
): Promise<string | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/imports/files?${new URLSearchParams({ import: importId, name: file.name })}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.setRequestHeader("accept-language", currentLocale());
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onerror = () => resolve(t`No connection to the server`);
    request.onload = () => {
      if (request.status < 300) return resolve(null);
      if (request.status === 401 && again) {
        return void renewSession().then(() => uploadImport(importId, file, onProgress, false).then(resolve));
      }
      try {
        resolve((JSON.parse(request.responseText) as { message?: string }).message ?? t`The file could not be read.`);
      } catch {
        resolve(t`The file could not be read.`);
      }
    };
    request.send(file);
  });
}
