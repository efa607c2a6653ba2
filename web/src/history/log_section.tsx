/** The log itself, newest first, by day. */

import { useState } from "preact/hooks";

import type { AuditRecord, VoiceUsage } from "../api/types";
import { fill, text } from "../text/en";
import { isGroup, kGroups, type Group, type LogFilter } from "./log_pages";
import { LogRow } from "./log_row";
import { useLog, type LogView } from "./use_log";
import { counted, dayName, dayOf, voiceName } from "./words";

const words = text.history.log;
const kEverything: LogFilter = { group: "all", voice_id: "" };

interface FilterProps {
  filter: LogFilter;
  voices: Map<string, string>;
  onChange: (filter: LogFilter) => void;
}

function Filter({ filter, voices, onChange }: FilterProps) {
  const choose = (group: string) => isGroup(group) && onChange({ ...filter, group });
  return (
    <div class="log-filter">
      <span>
        <label for="log-group">{words.show}</label>
        <select id="log-group" value={filter.group} onChange={(event) => choose(event.currentTarget.value)}>
          {(Object.keys(kGroups) as Group[]).map((group) => (
            <option key={group} value={group}>
              {words.groups[group]}
            </option>
          ))}
        </select>
      </span>
      <span>
        <label for="log-voice">{words.voice}</label>
        <select
          id="log-voice"
          value={filter.voice_id}
          onChange={(event) => onChange({ ...filter, voice_id: event.currentTarget.value })}
        >
          <option value="">{words.allVoices}</option>
          {[...voices].map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </span>
    </div>
  );
}

function byDay(records: AuditRecord[]): [string, AuditRecord[]][] {
  const days: [string, AuditRecord[]][] = [];
  for (const record of records) {
    const day = dayOf(record.time);
    const last = days.at(-1);
    if (last?.[0] === day) last[1].push(record);
    else days.push([day, [record]]);
  }
  return days;
}

function Days({ records }: { records: AuditRecord[] }) {
  return (
    <>
      {byDay(records).map(([day, own]) => (
        <section key={own[0]?.number} aria-label={dayName(day)}>
          <h3>{dayName(day)}</h3>
          <ol reversed>
            {own.map((record) => (
              <LogRow key={record.number} record={record} />
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}

function Older({ log }: { log: LogView }) {
  if (!log.page?.more) return <p class="soft">{words.end}</p>;
  return (
    <>
      <button type="button" disabled={log.isAskingMore} onClick={log.showMore}>
        {log.isAskingMore ? words.askingMore : words.more}
      </button>
      {log.moreProblem && <p class="problem">{fill(words.moreProblem, { why: log.moreProblem })}</p>}
    </>
  );
}

function Nothing({ isFiltered, onAll }: { isFiltered: boolean; onAll: () => void }) {
  if (!isFiltered) return <p class="soft">{words.empty}</p>;
  return (
    <p class="soft">
      {words.noneFound}{" "}
      <button type="button" class="plain" onClick={onAll}>
        {words.showAll}
      </button>
    </p>
  );
}

/** Voices of the usage, and whatever else the log has named so far. */
function voicesOf(voices: VoiceUsage[], records: AuditRecord[], before: Map<string, string>): Map<string, string> {
  const all = new Map(before);
  for (const one of [...voices, ...records]) if (one.voice_id) all.set(one.voice_id, voiceName(one));
  return all;
}

export function LogSection({ voices, visits }: { voices: VoiceUsage[]; visits: number }) {
  const [filter, setFilter] = useState<LogFilter>(kEverything);
  const [seen, setSeen] = useState<Map<string, string>>(new Map());
  const log = useLog(filter, visits);
  const records = log.page?.records ?? [];
  const known = voicesOf(voices, records, seen);
  const choose = (next: LogFilter) => {
    setSeen(known);
    setFilter(next);
  };
  const isFiltered = filter.group !== "all" || filter.voice_id !== "";
  return (
    <section class="log" aria-labelledby="history-log">
      <header>
        <h2 id="history-log">{words.title}</h2>
        {log.page && <p class="soft">{counted(log.page.size, words.size)}</p>}
        <Filter filter={filter} voices={known} onChange={choose} />
      </header>
      {log.problem && (
        <p class="problem">
          {fill(words.problem, { why: log.problem })}{" "}
          <button type="button" class="plain" onClick={log.again}>
            {text.history.tryAgain}
          </button>
        </p>
      )}
      {!log.page && !log.problem && <p class="soft">{words.loading}</p>}
      <Days records={records} />
      {records.length > 0 && <Older log={log} />}
      {log.page && records.length === 0 && <Nothing isFiltered={isFiltered} onAll={() => choose(kEverything)} />}
    </section>
  );
}
