/** Whether the log is whole, asked for by a button, and its head to keep. */

import { useState } from "preact/hooks";

import { ask, wordsOf } from "../api/client";
import type { AuditCheck } from "../api/types";
import { LevelMark } from "../take/shapes";
import { fill, text } from "../text/en";
import { answerOf } from "./check_answer";
import { HeadPin } from "./head_pin";

const words = text.history.check;

function Answer({ check }: { check: AuditCheck }) {
  const level = check.ok ? "good" : "poor";
  return (
    <div class="answer" data-level={level}>
      <LevelMark level={level} />
      <div>
        <p class="answer-word">{answerOf(check)}</p>
        {check.problem && <p>{check.problem}</p>}
        {!check.ok && <p class="soft">{words.next}</p>}
      </div>
    </div>
  );
}

export function CheckSection({ visits }: { visits: number }) {
  const [check, setCheck] = useState<AuditCheck | null>(null);
  const [problem, setProblem] = useState("");
  const [isAsking, setIsAsking] = useState(false);
  const look = async () => {
    setIsAsking(true);
    setCheck(null);
    setProblem("");
    try {
      setCheck(await ask<AuditCheck>("/audit/verify"));
    } catch (error) {
      setProblem(wordsOf(error));
    }
    setIsAsking(false);
  };
  return (
    <section class="card check" aria-labelledby="history-check">
      <h2 id="history-check">{words.title}</h2>
      <p class="soft">{words.lead}</p>
      <button type="button" class="primary" disabled={isAsking} onClick={() => void look()}>
        {check ? words.again : words.go}
      </button>
      <div role="status">
        {isAsking && <p class="soft">{words.asking}</p>}
        {check && <Answer check={check} />}
        {problem && <p class="problem">{fill(words.problem, { why: problem })}</p>}
      </div>
      <HeadPin stamp={`${visits} ${check?.size ?? ""}`} />
    </section>
  );
}
