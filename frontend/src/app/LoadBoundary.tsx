import { t } from "@lingui/core/macro";
import { Component, type ReactNode } from "react";
import { notify } from "../ui/notify";

/** A dialog whose code cannot be fetched must not take the page below it along. */
export class LoadBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  componentDidCatch(error: unknown) {
    console.error(error);
    notify({
      title: t`This could not be loaded`,
      detail: t`Check your connection, then reload the page.`,
      tone: "bad",
    });
  }

  render() {
    return this.state.failed ? null : this.props.children;
  }
}
