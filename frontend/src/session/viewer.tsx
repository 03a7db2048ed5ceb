import { createContext, type ReactNode, useContext } from "react";
import type { ViewerQuery } from "./viewer.gen";

/** Who is signed in, what they may do, and whose Weir this is. */
export type Viewer = ViewerQuery["viewer"] & { user: NonNullable<ViewerQuery["me"]> };

const Context = createContext<Viewer | null>(null);

export function ViewerProvider({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  return <Context value={viewer}>{children}</Context>;
}

export function useViewer(): Viewer {
  const viewer = useContext(Context);
  if (!viewer) throw new Error("useViewer outside of a signed-in page");
  return viewer;
}

/** Whether the viewer holds a right. It only hides what would be refused: the server decides. */
export function useCan(permission: string): boolean {
  return useViewer().permissions.includes(permission);
}
