/** What was exported before and is still kept, to be downloaded again or thrown away. */

import { useEffect } from "preact/hooks";

import type { Export } from "../api/types";
import { earlierExports, exportRuns, loadExports, removeExport } from "../state/export_runs";
import { bytes, when } from "../takes/format";
import { fill, text } from "../text/en";

const words = text.exports;

function whatOf(one: Export): string {
  const clips = one.takes.reduce((sum, take) => sum + take.clips.length, 0);
  const profiles = [...new Set(one.takes.flatMap((take) => take.clips.map((clip) => clip.title)))].join(", ");
  return clips === 1 ? profiles : fill(words.earlierMany, { n: clips, profiles });
}

function Line({ one }: { one: Export }) {
  const time = when(one.created);
  return (
    <li>
      <span class="earlier-what">
        {time} · {whatOf(one)}
      </span>
      <a href={`/api/v1/exports/${encodeURIComponent(one.id)}/zip`} download>
        {one.zip_size_bytes ? fill(words.zipSize, { size: bytes(one.zip_size_bytes) }) : words.zip}
        <span class="hidden"> {fill(words.zipOf, { time })}</span>
      </a>
      <button
        type="button"
        class="quiet"
        aria-label={fill(words.forgetOf, { time })}
        title={words.forget}
        onClick={() => void removeExport(one.id)}
      >
        ×
      </button>
    </li>
  );
}

/** Of one take; null: of several together. */
export function Earlier({ take }: { take: string | null }) {
  useEffect(() => void loadExports(), [take]);
  const shown = new Set([...exportRuns.value.values()].map((run) => run.result?.id));
  const own = (earlierExports.value ?? []).filter((one) => {
    const isOwn = take === null ? one.takes.length > 1 : one.takes.length === 1 && one.takes[0]?.take === take;
    return isOwn && one.state === "done" && !shown.has(one.id);
  });
  if (own.length === 0) return null;
  return (
    <section class="earlier" aria-label={words.earlier}>
      <h2>{words.earlier}</h2>
      <ul>
        {own.map((one) => (
          <Line key={one.id} one={one} />
        ))}
      </ul>
      <p class="soft">{words.earlierKept}</p>
    </section>
  );
}
