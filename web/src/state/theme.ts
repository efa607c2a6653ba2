/** Light or dark: as the system has it until the person chooses. */

import { effect, signal } from "@preact/signals";

type Theme = "light" | "dark";
const kKey = "timbre.theme";
const system = matchMedia("(prefers-color-scheme: dark)");
const stored = localStorage.getItem(kKey);

export const theme = signal<Theme>(
  stored === "light" || stored === "dark" ? stored : system.matches ? "dark" : "light",
);

system.addEventListener("change", () => {
  if (localStorage.getItem(kKey) === null) theme.value = system.matches ? "dark" : "light";
});

effect(() => {
  document.documentElement.dataset["theme"] = theme.value;
});

export function toggleTheme(): void {
  theme.value = theme.value === "dark" ? "light" : "dark";
  localStorage.setItem(kKey, theme.value);
}
