/** What this studio can do; asked for once. */

import { signal } from "@preact/signals";

import { ask } from "../api/client";
import type { About } from "../api/types";
import { complain } from "./notices";

export const about = signal<About | null>(null);

export async function loadAbout(): Promise<void> {
  try {
    about.value = await ask<About>("/about");
  } catch (error) {
    complain(error);
  }
}
