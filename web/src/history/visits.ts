/** A number that grows when the person comes back to the tab, or the studio comes back to the page: time to look again. */

import { useEffect, useRef, useState } from "preact/hooks";

import { isConnected } from "../state/connection";

/** Focus and visibility come together. */
const kAtMostEveryMs = 1000;

export function useVisits(): number {
  const [visits, setVisits] = useState(0);
  const isOn = isConnected.value;
  const wasOn = useRef(isOn);
  useEffect(() => {
    let last = performance.now();
    const look = () => {
      const now = performance.now();
      if (document.visibilityState !== "visible" || now - last < kAtMostEveryMs) return;
      last = now;
      setVisits((count) => count + 1);
    };
    addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      removeEventListener("focus", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  useEffect(() => {
    if (isOn && !wasOn.current) setVisits((count) => count + 1);
    wasOn.current = isOn;
  }, [isOn]);
  return visits;
}
