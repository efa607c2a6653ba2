/** Where the person is, kept in the address so that reload and back work. */

import { signal } from "@preact/signals";

export type Route =
  | { at: "home" }
  | { at: "take"; id: string }
  | { at: "compare"; a: string; b: string }
  /** Of the chosen takes. */
  | { at: "export" }
  /** Who made what with which voice. */
  | { at: "history" };

function parse(hash: string): Route {
  const [where, first, second] = hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  if (where === "take" && first) return { at: "take", id: first };
  if (where === "compare" && first && second) return { at: "compare", a: first, b: second };
  if (where === "export" || where === "history") return { at: where };
  return { at: "home" };
}

export const route = signal<Route>(parse(location.hash));

addEventListener("hashchange", () => {
  route.value = parse(location.hash);
});

export function hashOf(to: Route): string {
  if (to.at === "take") return `#/take/${encodeURIComponent(to.id)}`;
  if (to.at === "compare") return `#/compare/${encodeURIComponent(to.a)}/${encodeURIComponent(to.b)}`;
  return to.at === "home" ? "#/" : `#/${to.at}`;
}

export function go(to: Route): void {
  location.hash = hashOf(to);
}
