/** Where the eye and the keyboard are after a step: at the top of what was opened, and back in the list where one was. */

import { useLayoutEffect, useRef } from "preact/hooks";

import { hashOf, route } from "../state/route";

export function usePlace(): void {
  const inList = useRef(0);
  const before = useRef(route.peek().at);
  const at = route.value.at;
  const where = hashOf(route.value);
  useLayoutEffect(() => {
    const cameFrom = before.current;
    before.current = at;
    const right = document.getElementById("take");
    if (right) right.scrollTop = 0;
    // on a narrow screen the page itself scrolls, and only one pane is there
    if (at === "home") scrollTo(0, inList.current);
    else scrollTo(0, 0);
    const hasFocus = document.activeElement !== null && document.activeElement !== document.body;
    if (cameFrom !== at && (!hasFocus || document.activeElement?.getClientRects().length === 0)) {
      right?.focus({ preventScroll: true });
    }
  }, [where]);
  useLayoutEffect(() => {
    const remember = () => {
      if (route.peek().at === "home") inList.current = scrollY;
    };
    addEventListener("scroll", remember, { passive: true });
    return () => removeEventListener("scroll", remember);
  }, []);
}
