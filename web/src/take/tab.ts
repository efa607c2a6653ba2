/** Which tab of the open take is shown. */

import { signal } from "@preact/signals";

export type TabName = "words" | "advice" | "export" | "preview";

/** Stays as it is when another take is opened. */
export const tab = signal<TabName>("words");
