/** News of a job comes a moment after the take it is about: what would look odd meanwhile waits. */

import { useEffect, useState } from "preact/hooks";

const kNewsTakes_ms = 1500;

/** False until `isIdle` has lasted a while. */
export function useIdleFor(isIdle: boolean, ms = kNewsTakes_ms): boolean {
  const [hasLasted, setHasLasted] = useState(false);
  useEffect(() => {
    setHasLasted(false);
    if (!isIdle) return undefined;
    const timer = setTimeout(() => setHasLasted(true), ms);
    return () => clearTimeout(timer);
  }, [isIdle, ms]);
  return isIdle && hasLasted;
}
