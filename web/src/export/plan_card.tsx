/** Exactly what an export would write for one model. */

import { useEffect } from "preact/hooks";

import type { ExportPlan, Range } from "../api/types";
import { useAsk } from "../state/use_ask";
import { sentence } from "../take/figures";
import { bytes, clockTenths, tidy } from "../takes/format";
import { fill, text } from "../text/en";
import type { Master } from "./master_choice";

const words = text.exports;
const kSettleMs = 250;

function Figure({ name, value }: { name: string; value: string | null }) {
  if (value === null) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Figures({ plan }: { plan: ExportPlan }) {
  const { clip, window } = plan;
  const db = (value: number | null, unit: string) => (value === null ? null : `${tidy(value)} ${unit}`);
  const silence =
    clip.lead_s === null || clip.tail_s === null
      ? null
      : fill(words.silence, { lead: tidy(clip.lead_s, 2), tail: tidy(clip.tail_s, 2) });
  return (
    <dl class="figures">
      <Figure name={words.length} value={fill(words.seconds, { s: tidy(clip.duration_s) })} />
      <Figure name={words.from} value={`${clockTenths(window.start_s)} – ${clockTenths(window.end_s)}`} />
      <Figure
        name={words.format}
        value={fill(words.formatOf, {
          khz: tidy(clip.sample_rate_hz / 1000, 2),
          bits: clip.bit_depth,
          channels: clip.channel_count === 1 ? words.mono : fill(words.channels, { n: clip.channel_count }),
        })}
      />
      <Figure name={words.loudness} value={db(clip.loudness_lufs, "LUFS")} />
      <Figure name={words.peak} value={db(clip.true_peak_dbtp, "dBTP")} />
      <Figure name={words.silenceTitle} value={silence} />
    </dl>
  );
}

/** Whether an end lies elsewhere than the person put it: clips are cut in pauses only. */
function isMoved(wanted: Range, used: Range): boolean {
  const kSeenS = 0.05;
  return Math.abs(wanted.start_s - used.start_s) > kSeenS || Math.abs(wanted.end_s - used.end_s) > kSeenS;
}

interface Props {
  take: string;
  profile: string;
  title: string;
  window: Range | null;
  master: Master;
  /** The take's revision, and whatever else changes a plan. */
  stamp: unknown;
  hasTitle: boolean;
  onPlan: (plan: ExportPlan | null) => void;
}

export function PlanCard({ take, profile, title, window, master, stamp, hasTitle, onPlan }: Props) {
  const where = new URLSearchParams({ profile });
  if (window) {
    where.set("start_s", window.start_s.toFixed(3));
    where.set("end_s", window.end_s.toFixed(3));
  }
  if (master) where.set("master", master);
  const path = `/takes/${encodeURIComponent(take)}/plan?${where}`;
  const { data, problem, isAsking } = useAsk<ExportPlan>(path, stamp, kSettleMs);
  useEffect(() => onPlan(data), [data]);
  return (
    <section class="plan" aria-label={fill(words.planOf, { title })} aria-busy={isAsking}>
      {hasTitle && <h3>{title}</h3>}
      {problem && <p class="problem">{fill(words.cannotPlan, { why: sentence(problem) })}</p>}
      {!data && !problem && <p class="soft">{words.planning}</p>}
      {data && (
        <>
          <Figures plan={data} />
          {window && isMoved(window, data.window) && <p class="soft">{words.moved}</p>}
          <ul class="files">
            {data.files.map((file) => (
              <li key={file.name}>
                <span>{file.name}</span> <span class="soft">{bytes(file.size_bytes)}</span>
              </li>
            ))}
          </ul>
          {data.warnings.map((warning) => (
            <p key={warning} class="warning">
              {sentence(warning)}
            </p>
          ))}
          {hasTitle && data.ref_text && <blockquote>{data.ref_text}</blockquote>}
        </>
      )}
    </section>
  );
}
