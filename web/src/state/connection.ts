/** Whether news comes from the server. */

import { signal } from "@preact/signals";

export const isConnected = signal(true);
