/** What a record holds, field by field, for whoever wants to know exactly. */

import type { AuditRecord } from "../api/types";
import { tidy } from "../takes/format";
import { text } from "../text/en";
import { plain } from "./sentence";
import { capital, grouped, lengthOf, voiceName } from "./words";

const words = text.history;

export interface Field {
  label: string;
  value: string;
  /** A sum or an id: set in letters of one width. */
  isCode: boolean;
}

const labels: Readonly<Record<string, string>> = words.fields;
const values: Readonly<Record<string, string>> = words.values;

function labelOf(key: string): string {
  if (Object.hasOwn(labels, key)) return labels[key] ?? key;
  return capital(plain(key));
}

function valueOf(key: string, value: unknown): string {
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "number") {
    if (key.endsWith("_ms")) return lengthOf(value / 1000);
    if (key.endsWith("_thousandths")) return tidy(value / 1000);
    return key === "payload" ? String(value) : grouped(value);
  }
  // flat by the form of the log; whatever else comes is shown as it is
  const said = typeof value === "string" ? value : JSON.stringify(value);
  return Object.hasOwn(values, said) ? (values[said] ?? said) : said;
}

const isSumOrId = (value: unknown): boolean => typeof value === "string" && /^[0-9a-f-]{16,}$/i.test(value);

function field(key: string, value: unknown): Field {
  return { label: labelOf(key), value: valueOf(key, value), isCode: isSumOrId(value) };
}

/** Empty details are left out. */
export function fieldsOf(record: AuditRecord): Field[] {
  const own = Object.entries(record.details).filter(([, value]) => value !== "");
  const voice: Field = { label: labels["voice"] ?? "", value: voiceName(record), isCode: false };
  return [
    field("number", record.number),
    { label: labels["time"] ?? "", value: record.time, isCode: false },
    { label: labels["act"] ?? "", value: record.act, isCode: false },
    voice,
    ...(record.voice_id ? [field("voice_id", record.voice_id)] : []),
    ...own.map(([key, value]) => field(key, value)),
    field("sha256", record.sha256),
  ];
}
