/** Ten thousand rows of one height, of which only those in view are on the page. The list scrolls with whatever it
 *  stands in: a pane on a wide screen, the page on a phone. */

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { rowsInView, toReveal, type Rows } from "./window";

const kExtraRows = 8;

interface Props {
  count: number;
  rowHeight: number;
  /** Drawn even when out of view, so that the keyboard's row exists for a screen reader; −1: none. */
  always: number;
  row: (index: number, top: number) => ComponentChildren;
}

export function VirtualRows({ count, rowHeight, always, row }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const [rows, setRows] = useState<Rows>({ first: 0, end: 20 });

  useLayoutEffect(() => {
    let frame = 0;
    const look = () => {
      frame = 0;
      if (!list.current) return;
      const above = -list.current.getBoundingClientRect().top;
      const now = rowsInView(above, innerHeight, rowHeight, count, kExtraRows);
      setRows((before) => (before.first === now.first && before.end === now.end ? before : now));
    };
    const soon = () => {
      frame ||= requestAnimationFrame(look);
    };
    look();
    addEventListener("scroll", soon, { capture: true, passive: true });
    addEventListener("resize", soon);
    // what stands above the list grows and shrinks, the recorder for one
    const watch = new ResizeObserver(soon);
    for (let box = list.current?.parentElement; box; box = box.parentElement) watch.observe(box);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener("scroll", soon, { capture: true });
      removeEventListener("resize", soon);
      watch.disconnect();
    };
  }, [count, rowHeight]);

  const shown: number[] = [];
  for (let index = rows.first; index < Math.min(rows.end, count); index++) shown.push(index);
  if (always >= 0 && always < count && (always < rows.first || always >= rows.end)) shown.push(always);
  return (
    <div class="rows" role="rowgroup" ref={list} style={{ height: `${count * rowHeight}px` }}>
      {shown.map((index) => row(index, index * rowHeight))}
    </div>
  );
}

function scrollerOf(element: Element): Element {
  for (let box = element.parentElement; box; box = box.parentElement) {
    if (box.scrollHeight > box.clientHeight && /auto|scroll/.test(getComputedStyle(box).overflowY)) return box;
  }
  return document.scrollingElement ?? document.documentElement;
}

/** Scrolls so that a row is wholly in view, below what sticks to the top. */
export function revealRow(list: Element, index: number, rowHeight: number, sticky: Element | null): void {
  const scroller = scrollerOf(list);
  const isPage = scroller === document.scrollingElement;
  const box = isPage ? { top: 0, height: innerHeight } : scroller.getBoundingClientRect();
  const top = list.getBoundingClientRect().top + index * rowHeight - box.top;
  const by = toReveal(top, rowHeight, box.height, sticky?.getBoundingClientRect().height ?? 0);
  if (by !== 0) scroller.scrollBy({ top: by, behavior: "instant" });
}
