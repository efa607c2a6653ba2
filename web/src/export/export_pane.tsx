/** Several takes into clips at once: the chosen takes, the models, one download. */

import { useState } from "preact/hooks";

import type { ProfileInfo, TakeSummary } from "../api/types";
import { about } from "../state/about";
import { exportRuns, isUnderWay, kManyKey, startExport } from "../state/export_runs";
import { hashOf } from "../state/route";
import { selection } from "../state/selection";
import { takes } from "../state/takes";
import { Emblem } from "../take/shapes";
import { clock } from "../takes/format";
import { fill, text } from "../text/en";
import { Earlier } from "./earlier";
import { MasterChoice, type Master } from "./master_choice";
import { RunLine } from "./run_line";

const words = text.exports;
/** Names shown; the number says all. */
const kNamesShown = 12;
/** Models shown before one asks for all. */
const kFirst = 6;

function Names({ chosen }: { chosen: TakeSummary[] }) {
  return (
    <ul class="names">
      {chosen.slice(0, kNamesShown).map((take) => (
        <li key={take.id} data-verdict={take.verdict ?? undefined}>
          {take.verdict && <Emblem verdict={take.verdict} />}
          <a href={hashOf({ at: "take", id: take.id })}>{take.name}</a>
          <span class="soft">{take.verdict ? clock(take.duration_s) : text.takes.unjudged}</span>
        </li>
      ))}
      {chosen.length > kNamesShown && <li class="soft">{fill(words.andMore, { n: chosen.length - kNamesShown })}</li>}
    </ul>
  );
}

function lengthOf(profile: ProfileInfo): string {
  if (profile.ideal_min_s === null || profile.ideal_max_s === null) return "";
  return fill(words.idealLength, { min: profile.ideal_min_s, max: profile.ideal_max_s });
}

interface ProfilesProps {
  chosen: ReadonlySet<string>;
  onChoose: (name: string, is: boolean) => void;
}

function Profiles({ chosen, onChoose }: ProfilesProps) {
  const [isWhole, setIsWhole] = useState(false);
  const all = about.value?.profiles ?? [];
  const shown = all.filter((profile, index) => isWhole || index < kFirst || chosen.has(profile.name));
  return (
    <>
      <ul class="profiles" aria-label={words.models}>
        {shown.map((profile) => (
          <li key={profile.name}>
            <label>
              <input
                type="checkbox"
                checked={chosen.has(profile.name)}
                onChange={(event) => onChoose(profile.name, event.currentTarget.checked)}
              />
              <span>{profile.title}</span>
              <span class="soft">
                {lengthOf(profile)}
                {profile.needs_text ? ` · ${words.needsText}` : ""}
              </span>
            </label>
          </li>
        ))}
      </ul>
      {shown.length < all.length && (
        <button type="button" class="plain more" onClick={() => setIsWhole(true)}>
          {fill(words.moreModels, { n: all.length - shown.length })}
        </button>
      )}
    </>
  );
}

export function ExportPane() {
  const chosen = takes.value.filter((take) => selection.value.chosen.has(take.id));
  const [profiles, setProfiles] = useState<ReadonlySet<string>>(new Set(["studio"]));
  const [master, setMaster] = useState<Master>("");
  const run = exportRuns.value.get(kManyKey);
  const start = () =>
    startExport(kManyKey, {
      takes: chosen.map((take) => take.id),
      profiles: [...profiles],
      ...(master && { master }),
    });
  const choose = (name: string, is: boolean) => {
    const next = new Set(profiles);
    if (is) next.add(name);
    else next.delete(name);
    setProfiles(next);
  };
  return (
    <article class="card exports" aria-labelledby="export-title">
      <h1 id="export-title">{chosen.length === 1 ? words.bulkOne : fill(words.bulk, { n: chosen.length })}</h1>
      {chosen.length === 0 ? <p class="soft">{words.bulkNone}</p> : <Names chosen={chosen} />}
      <h2>{words.models}</h2>
      <Profiles chosen={profiles} onChoose={choose} />
      <p class="soft">{words.bulkLead}</p>
      <div class="go">
        <MasterChoice value={master} onChange={setMaster} />
        <button
          type="button"
          class="primary"
          disabled={chosen.length === 0 || profiles.size === 0 || isUnderWay(run)}
          onClick={() => void start()}
        >
          {fill(words.bulkGo, { n: chosen.length * profiles.size })}
        </button>
      </div>
      <RunLine runKey={kManyKey} />
      <Earlier take={null} />
    </article>
  );
}
