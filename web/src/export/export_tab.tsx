/** What the open take becomes as a clip: fit, window, preview of what will be written, and the download. */

import { useEffect, useState } from "preact/hooks";

import type { ExportPlan, Fit, Take } from "../api/types";
import { exportRuns, isUnderWay, startExport, type ExportOrder } from "../state/export_runs";
import { useAsk } from "../state/use_ask";
import { region } from "../take/region";
import { fill, text } from "../text/en";
import { firstChoice } from "./first_choice";
import { Earlier } from "./earlier";
import { FitTable } from "./fit_table";
import { MasterChoice, type Master } from "./master_choice";
import { PlanCard } from "./plan_card";
import { RunLine } from "./run_line";
import { WindowEditor } from "./window_editor";

const words = text.exports;

interface RefTextProps {
  plan: ExportPlan | null;
  own: string | null;
  onOwn: (text: string | null) => void;
}

/** The clip's words; what the person types wins over what was found. */
function RefText({ plan, own, onOwn }: RefTextProps) {
  const shown = own ?? plan?.ref_text ?? "";
  const from = own === null ? (plan?.words_from ?? "nobody") : "user";
  return (
    <div class="ref-text">
      <label for="ref-text">{words.refText}</label>
      <textarea
        id="ref-text"
        rows={3}
        value={shown}
        aria-describedby="ref-text-from"
        onInput={(event) => onOwn(event.currentTarget.value)}
      />
      <p class="soft" id="ref-text-from">
        {words.wordsFrom[from]}{" "}
        {own !== null && (
          <button type="button" class="plain" onClick={() => onOwn(null)}>
            {words.refTextBack}
          </button>
        )}
      </p>
    </div>
  );
}

/** Chosen profiles, the best one to begin with. */
function useChosen(fits: Fit[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const first = firstChoice(fits);
  const now = chosen ?? new Set(first === null ? [] : [first]);
  const choose = (profile: string, is: boolean) => {
    const next = new Set(now);
    if (is) next.add(profile);
    else next.delete(profile);
    setChosen(next);
  };
  return [fits.filter((fit) => now.has(fit.profile) && fit.window), choose, now] as const;
}

function Chosen({ take, fits }: { take: Take; fits: Fit[] }) {
  const [plan, setPlan] = useState<ExportPlan | null>(null);
  const [ownText, setOwnText] = useState<string | null>(null);
  const [master, setMaster] = useState<Master>("");
  const only = fits.length === 1 ? fits[0] : undefined;
  const window = only ? region.value : null;
  // words belong to their seconds
  useEffect(() => setOwnText(null), [only?.profile, window?.start_s, window?.end_s]);

  const order = (): ExportOrder => ({
    takes: [take.id],
    profiles: fits.map((fit) => fit.profile),
    ...(window && { window }),
    ...(only && ownText !== null && { ref_text: ownText }),
    ...(master && { master }),
  });
  const run = exportRuns.value.get(take.id);
  return (
    <>
      <h2>{words.planTitle}</h2>
      {only?.window && take.duration_s !== null && <WindowEditor best={only.window} duration_s={take.duration_s} />}
      {fits.map((fit) => (
        <PlanCard
          key={fit.profile}
          take={take.id}
          profile={fit.profile}
          title={fit.title}
          window={window}
          master={master}
          stamp={take.revision}
          hasTitle={!only}
          onPlan={only ? setPlan : () => undefined}
        />
      ))}
      {only && <RefText plan={plan} own={ownText} onOwn={setOwnText} />}
      <div class="go">
        <MasterChoice value={master} onChange={setMaster} />
        <button type="button" class="primary" disabled={isUnderWay(run)} onClick={() => void startExport(take.id, order())}>
          {only ? words.go : fill(words.goMany, { n: fits.length })}
        </button>
      </div>
    </>
  );
}

function Fits({ take, fits }: { take: Take; fits: Fit[] }) {
  const [chosenFits, choose, chosen] = useChosen(fits);
  return (
    <>
      <h2>{words.fitTitle}</h2>
      <p class="soft">{words.fitLead}</p>
      <FitTable fits={fits} chosen={chosen} onChoose={choose} />
      {chosenFits.length > 0 ? <Chosen take={take} fits={chosenFits} /> : <p class="soft">{words.chooseOne}</p>}
      <RunLine runKey={take.id} />
      <Earlier take={take.id} />
    </>
  );
}

export function ExportTab({ take }: { take: Take }) {
  const path = take.verdict ? `/takes/${encodeURIComponent(take.id)}/fit` : null;
  const { data, problem } = useAsk<{ fits: Fit[] }>(path, take.revision);
  return (
    <section class="exports" aria-label={words.title}>
      {!take.verdict && <p class="soft">{words.notJudged}</p>}
      {problem && <p class="problem">{fill(words.noFit, { why: problem })}</p>}
      {path && !data && !problem && <p class="soft">{words.asking}</p>}
      {data && <Fits key={take.id} take={take} fits={data.fits} />}
    </section>
  );
}
