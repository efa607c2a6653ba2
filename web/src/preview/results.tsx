/** What was spoken: the newest text open, the earlier ones as lines to open. */

import { useEffect, useRef, useState } from "preact/hooks";

import type { CloneRun } from "../api/types";
import { fill, text } from "../text/en";
import { costOf } from "./cost";
import { grouped, isActive, type RunGroup } from "./groups";
import { factsOf, Group } from "./run_group";
import { leaving, runs } from "./runs";
import { want } from "./wish";

const words = text.preview;
const kFirstShown = 5;

function Earlier({ group, canSpeak }: { group: RunGroup; canSpeak: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const first = group.runs[0];
  if (!first) return null;
  return (
    <li>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span class="earlier-said">{first.text}</span> <span class="soft">{factsOf(first)}</span>
        </summary>
        {isOpen && (
          <>
            <Group group={group} canSpeak={canSpeak} />
            <button type="button" class="plain" onClick={() => want({ text: first.text, engine: first.engine })}>
              {words.reuse}
            </button>
          </>
        )}
      </details>
    </li>
  );
}

function EarlierList({ groups, canSpeak }: { groups: RunGroup[]; canSpeak: boolean }) {
  const [most, setMost] = useState(kFirstShown);
  if (groups.length === 0) return null;
  return (
    <section class="clones-earlier" aria-label={words.earlier}>
      <h4>{words.earlier}</h4>
      <ul>
        {groups.slice(0, most).map((group) => (
          <Earlier key={group.key} group={group} canSpeak={canSpeak} />
        ))}
      </ul>
      {groups.length > most && (
        <button type="button" class="plain" onClick={() => setMost(most + 20)}>
          {fill(words.earlierMore, { n: Math.min(20, groups.length - most) })}
        </button>
      )}
    </section>
  );
}

/** Tells a screen reader how a run ended that was under way before. */
function useSaid(all: CloneRun[]): string {
  const before = useRef(new Set<string>());
  const [said, setSaid] = useState("");
  useEffect(() => {
    const over = all.find((run) => !isActive(run) && before.current.has(run.id));
    before.current = new Set(all.filter(isActive).map(({ id }) => id));
    if (!over) return;
    if (over.state === "done") setSaid(fill(words.said.done, { cost: costOf(over) }));
    else setSaid(over.state === "failed" ? words.said.failed : words.said.cancelled);
  }, [all]);
  return said;
}

interface Props {
  voice: string | null;
  take: string;
}

export function Results({ voice, take }: Props) {
  const own = [...runs.value.values()].filter((run) => run.voice === voice || run.take === take);
  const said = useSaid(own);
  const [newest, ...earlier] = grouped(own.filter(({ id }) => !leaving.value.has(id)));
  return (
    <>
      <p class="hidden" role="status">
        {said}
      </p>
      {newest && (
        <section class="clone-results" aria-label={words.results}>
          <Group key={newest.key} group={newest} canSpeak={voice !== null} />
          <EarlierList groups={earlier} canSpeak={voice !== null} />
        </section>
      )}
    </>
  );
}
