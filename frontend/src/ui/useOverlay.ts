import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";

/** The dialogs any page can open; the shell shows the one named in the address, so Back closes it. */
export type OverlaySearch = { new?: string; for?: string };

/** Opens a dialog by name ("deal", "task", …), about a record when an id is given. */
export function useOverlay() {
  const navigate = useNavigate();
  return useCallback(
    (name: string, about?: string) =>
      navigate({ to: ".", search: ((now: object) => ({ ...now, new: name, for: about })) as never }),
    [navigate],
  );
}

export function useCloseOverlay() {
  const navigate = useNavigate();
  return useCallback(
    () =>
      navigate({
        to: ".",
        replace: true,
        search: ((now: object) => ({ ...now, new: undefined, for: undefined })) as never,
      }),
    [navigate],
  );
}
