/** The rows, with mouse and keyboard. One stop for Tab: arrows move inside, as in any grid. */

import { bySubject } from "../state/jobs";
import { sideOf } from "../state/marks";
import { go, route } from "../state/route";
import { activeId, extendTo, selection, toggle } from "../state/selection";
import { takes } from "../state/takes";
import { text } from "../text/en";
import { moveBy } from "./list_keys";
import { TakeRow } from "./take_row";
import { VirtualRows } from "./virtual_rows";

/** As the height of .take-row in takes.css. */
export const kRowHeight = 112;
const kPageRows = 6;

function onChoose(id: string, isRange: boolean): void {
  if (isRange) extendTo(id);
  else toggle(id);
}

function onPoint(id: string, event: MouseEvent): void {
  activeId.value = id;
  if (event.target instanceof Element && event.target.closest("a, button")) return;
  if (event.shiftKey) extendTo(id);
  else if (event.ctrlKey || event.metaKey) toggle(id);
  else go({ at: "take", id });
}

function onKey(event: KeyboardEvent, reveal: (index: number) => void): void {
  if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
  const last = takes.peek().length - 1;
  const moves: Record<string, number> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: kPageRows,
    PageUp: -kPageRows,
    Home: -last,
    End: last,
  };
  const by = moves[event.key];
  const isChoosing = event.key === " " && event.shiftKey;
  if (by === undefined && !isChoosing) return;
  event.preventDefault();
  if (by !== undefined) moveBy(by, reveal);
  const id = activeId.peek();
  if (id === null) return;
  if (isChoosing) toggle(id);
  else if (event.shiftKey) extendTo(id);
}

export function TakeGrid({ active, reveal }: { active: number; reveal: (index: number) => void }) {
  const list = takes.value;
  const openId = route.value.at === "take" ? route.value.id : null;
  return (
    <div
      class="grid"
      role="grid"
      tabIndex={0}
      aria-label={text.takes.list}
      aria-multiselectable="true"
      aria-rowcount={list.length}
      aria-activedescendant={active >= 0 ? `row-${activeId.value}` : undefined}
      onKeyDown={(event) => onKey(event, reveal)}
    >
      <VirtualRows
        count={list.length}
        rowHeight={kRowHeight}
        always={active}
        row={(index, top) => {
          const take = list[index];
          return (
            take && (
              <TakeRow
                key={take.id}
                take={take}
                index={index}
                top={top}
                isActive={take.id === activeId.value}
                isOpen={take.id === openId}
                isChosen={selection.value.chosen.has(take.id)}
                mark={sideOf(take.id)}
                job={bySubject.value.get(take.id)}
                onChoose={onChoose}
                onPoint={onPoint}
              />
            )
          );
        }}
      />
    </div>
  );
}
