/** The messages of state/notices.ts; a screen reader hears them as they come. */

import { useEffect, useRef } from "preact/hooks";

import { complain, dismiss, notices, type Notice } from "../state/notices";
import { text } from "../text/en";

function Line({ notice }: { notice: Notice }) {
  const undo = async () => {
    dismiss(notice.id);
    try {
      await notice.undo?.();
    } catch (error) {
      complain(error);
    }
  };
  return (
    <div class="notice" data-kind={notice.kind}>
      <span>{notice.words}</span>
      {notice.undo && (
        <button type="button" onClick={() => void undo()}>
          {text.app.undo}
        </button>
      )}
      <button type="button" class="quiet" aria-label={text.app.dismiss} onClick={() => dismiss(notice.id)}>
        ×
      </button>
    </div>
  );
}

/** Lets style/app.css leave as much room below what scrolls as the notices take. */
function useRoom() {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const root = document.documentElement;
    const watch = new ResizeObserver(() => root.style.setProperty("--notices", `${box.current?.offsetHeight ?? 0}px`));
    if (box.current) watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return box;
}

export function Notices() {
  return (
    <div class="notices" role="status" aria-live="polite" ref={useRoom()}>
      {notices.value.map((notice) => (
        <Line key={notice.id} notice={notice} />
      ))}
    </div>
  );
}
