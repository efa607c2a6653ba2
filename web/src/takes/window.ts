/** Arithmetic of a list that has only the rows in view on the page. All lengths in CSS pixels. */

export interface Rows {
  /** Index of the first row to draw, and of the one after the last. */
  first: number;
  end: number;
}

/** `above`: how much of the list lies above the view's upper edge (negative: the list begins below it). */
export function rowsInView(above: number, viewHeight: number, rowHeight: number, count: number, extra: number): Rows {
  const first = Math.floor(above / rowHeight) - extra;
  const end = Math.ceil((above + viewHeight) / rowHeight) + extra;
  const within = (row: number) => Math.min(count, Math.max(0, row));
  return { first: within(first), end: within(end) };
}

/** How far to scroll so that a row at `top` (from the view's upper edge) is wholly between the margins; 0 when it is. */
export function toReveal(top: number, rowHeight: number, viewHeight: number, marginTop: number): number {
  if (top < marginTop) return top - marginTop;
  const beyond = top + rowHeight - viewHeight;
  return beyond > 0 ? Math.min(beyond, top - marginTop) : 0;
}
