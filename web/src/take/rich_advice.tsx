/** Advice in a language model's words: beside what was measured, never instead of it, and asked for only by a person
 *  who has seen what is sent. */

import { useMemo, useState } from "preact/hooks";

import { request } from "../api/client";
import type { About, AdviceService, RicherAdvice, Take } from "../api/types";
import { complain } from "../state/notices";
import { useAsk } from "../state/use_ask";
import { fill, text } from "../text/en";
import { readingOf } from "./card";
import { ended, sentence } from "./figures";
import { jobOf, Progress } from "./judging";

const words = text.take.richAdvice;

function Sent({ payload, isOpen, title }: { payload: RicherAdvice["payload"]; isOpen: boolean; title: string }) {
  if (!payload) return null;
  return (
    <details class="sent" open={isOpen}>
      <summary>{title}</summary>
      <pre tabIndex={0} aria-label={title}>
        {JSON.stringify(payload, null, 2)}
      </pre>
    </details>
  );
}

function Tips({ advice, take, zones }: { advice: RicherAdvice["advice"]; take: Take; zones: About["zones"] }) {
  if (advice.length === 0) return <p>{words.nothing}</p>;
  return (
    <ul class="rich-tips">
      {advice.map((tip) => (
        <li key={tip.measure + tip.text}>
          <b>{take.scorecard ? readingOf(take.scorecard, zones, tip.measure).info.title : tip.measure}</b>{" "}
          <span class="tag">{words.direction[tip.direction]}</span>
          <p>{sentence(ended(tip.text))}</p>
        </li>
      ))}
    </ul>
  );
}

function Dropped({ dropped }: { dropped: RicherAdvice["dropped"] }) {
  if (dropped.length === 0) return null;
  const [one, many] = words.dropped;
  return (
    <details class="soft">
      <summary>{dropped.length === 1 ? one : fill(many, { n: dropped.length })}</summary>
      <ul>
        {dropped.map(({ text: tip, why }) => (
          <li key={tip + why}>
            “{tip}” {sentence(ended(why))}
          </li>
        ))}
      </ul>
    </details>
  );
}

const nameOf = (service: string | null): string =>
  words.services[service as keyof typeof words.services] ?? service ?? "";

function Answer({ now, take, zones }: { now: RicherAdvice; take: Take; zones: About["zones"] }) {
  return (
    <>
      <Tips advice={now.advice} take={take} zones={zones} />
      <p class="soft">{fill(words.by, { model: now.model ?? "", service: nameOf(now.service) })}</p>
      <Dropped dropped={now.dropped} />
    </>
  );
}

interface AskedProps {
  take: Take;
  zones: About["zones"];
  service: AdviceService;
  now: RicherAdvice;
  onAsked: () => void;
}

/** `agreed` is said by the button under what would be sent. */
function Asked({ take, zones, service, now, onAsked }: AskedProps) {
  const [isStarting, setStarting] = useState(false);
  const isUnderWay = now.state === "waiting" || now.state === "running";
  const job = jobOf(take.id, "advice");
  const begin = async () => {
    setStarting(true);
    const json = service.agreed ? {} : { agreed: true };
    await request(`/takes/${encodeURIComponent(take.id)}/richer-advice`, { method: "POST", json }).catch(complain);
    setStarting(false);
    onAsked();
  };
  const label = now.state === "done" ? words.askAgain : now.state === "failed" ? text.take.judgeAgain : words.ask;
  return (
    <>
      {!service.agreed && <p>{fill(words.lead, { model: service.model ?? nameOf(service.service) })}</p>}
      {!service.agreed && <p>{fill(service.is_local ? words.stays : words.leaves, { host: service.host ?? "" })}</p>}
      {now.state === "done" && <Answer now={now} take={take} zones={zones} />}
      {now.state === "failed" && <p>{fill(words.failed, { why: ended(now.why ?? "") })}</p>}
      {isUnderWay && (job ? <Progress job={job} words={words.asking} /> : <p role="status">{words.waiting}</p>)}
      <Sent
        key={String(service.agreed)}
        payload={now.payload}
        isOpen={!service.agreed}
        title={now.state === "done" ? words.sent : words.wouldSend}
      />
      {!isUnderWay && now.payload && (
        <button type="button" disabled={isStarting} onClick={() => void begin()}>
          {service.agreed ? label : words.agree}
        </button>
      )}
    </>
  );
}

export function RichAdvice({ take, zones }: { take: Take; zones: About["zones"] }) {
  const [times, setTimes] = useState(0);
  // every news of it comes as news of the take
  const key = useMemo(() => ({}), [take, times]);
  const service = useAsk<AdviceService>("/advice/service", key);
  const isOn = service.data?.configured === true;
  const advice = useAsk<RicherAdvice>(isOn ? `/takes/${encodeURIComponent(take.id)}/richer-advice` : null, key);
  const problem = service.problem || advice.problem;
  // an older studio has none
  if (service.status === 404) return null;
  return (
    <aside class="place rich" aria-label={words.title}>
      <h3>{words.title}</h3>
      {problem && <p class="problem">{fill(words.problem, { why: problem })}</p>}
      {service.data && !isOn && (
        <p class="soft">
          {sentence(ended(service.data.needs ?? ""))} {service.data.step && sentence(ended(service.data.step))}
        </p>
      )}
      {service.data && isOn && advice.data && (
        <Asked
          take={take}
          zones={zones}
          service={service.data}
          now={advice.data}
          onAsked={() => setTimes((before) => before + 1)}
        />
      )}
    </aside>
  );
}
