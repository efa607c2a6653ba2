/** The signed head of the log, to be kept elsewhere. */

import { useRef, useState } from "preact/hooks";

import type { AuditHead } from "../api/types";
import { useAsk } from "../state/use_ask";
import { fill, text } from "../text/en";
import { headSentence, recordsOf } from "./check_answer";

const words = text.history.check;

/** Browsers copy only on pages of this machine or over https. */
async function hasCopied(head: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(head);
    return true;
  } catch {
    return false;
  }
}

function Head({ head }: { head: AuditHead }) {
  const [said, setSaid] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const shown = JSON.stringify(head);
  const copy = async () => {
    if (await hasCopied(shown)) return setSaid(fill(words.copied, { records: recordsOf(head.size) }));
    setIsOpen(true);
    setSaid(words.notCopied);
    requestAnimationFrame(() => box.current?.select());
  };
  return (
    <>
      <p>{headSentence(head)}</p>
      <button type="button" onClick={() => void copy()}>
        {words.copy}
      </button>
      <p role="status">{said}</p>
      <details open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary>{words.headShow}</summary>
        <textarea ref={box} readOnly rows={6} aria-label={words.headText} value={shown} />
      </details>
    </>
  );
}

/** `stamp` grows when there may be a newer one. */
export function HeadPin({ stamp }: { stamp: number | string }) {
  const { data, problem, isAsking } = useAsk<AuditHead | null>("/audit/head", stamp);
  const isThere = data !== null && data.size > 0;
  return (
    <div class="head-pin">
      <h3>{words.headTitle}</h3>
      <p class="soft">{words.headWhy}</p>
      {isThere && <Head head={data} />}
      {problem && <p class="problem">{fill(words.headProblem, { why: problem })}</p>}
      {!isThere && !problem && <p class="soft">{isAsking ? text.app.loading : words.headNone}</p>}
    </div>
  );
}
