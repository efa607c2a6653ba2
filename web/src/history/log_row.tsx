/** One record: when, and what in a sentence; all its fields on demand. */

import type { AuditRecord } from "../api/types";
import { LevelMark } from "../take/shapes";
import { fieldsOf } from "./fields";
import { sentenceOf, toneOf, type Tone } from "./sentence";
import { clockTime } from "./words";

function Mark({ tone }: { tone: Tone }) {
  if (tone === "noted") return <span class="noted" aria-hidden="true" />;
  return <LevelMark level={tone === "made" ? "good" : "poor"} />;
}

function Fields({ record }: { record: AuditRecord }) {
  return (
    <dl>
      {fieldsOf(record).map(({ label, value, isCode }, index) => (
        <div key={index}>
          <dt>{label}</dt>
          <dd>{isCode ? <code>{value}</code> : value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function LogRow({ record }: { record: AuditRecord }) {
  const tone = toneOf(record);
  const level = { made: "good", stopped: "poor", noted: undefined }[tone];
  return (
    <li>
      <details>
        <summary data-level={level}>
          <time dateTime={record.time} title={record.time}>
            {clockTime(record.time)}
          </time>
          <Mark tone={tone} />
          <span>{sentenceOf(record)}</span>
        </summary>
        <Fields record={record} />
      </details>
    </li>
  );
}
