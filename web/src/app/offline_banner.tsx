/** Says that no news comes, once it has lasted: a reconnection within a moment is nobody's business. */

import { useEffect, useState } from "preact/hooks";

import { isConnected } from "../state/connection";
import { text } from "../text/en";

const kPatienceMs = 1200;

export function OfflineBanner() {
  const [isLong, setIsLong] = useState(false);
  const isOff = !isConnected.value;
  useEffect(() => {
    setIsLong(false);
    if (!isOff) return;
    const timer = setTimeout(() => setIsLong(true), kPatienceMs);
    return () => clearTimeout(timer);
  }, [isOff]);
  return (
    <div class="offline-place" role="status">
      {isOff && isLong && <p class="offline">{text.app.offline}</p>}
    </div>
  );
}
