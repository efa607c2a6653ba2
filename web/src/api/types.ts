/** What the server's answers hold: docs/api/openapi.json says the same with limits. Times in seconds of the take. */

export type Verdict = "keep" | "review" | "reject";

export interface Range {
  start_s: number;
  end_s: number;
}

export interface TakeSummary {
  id: string;
  revision: number;
  name: string;
  note: string;
  original_name: string;
  created: string;
  trashed: string | null;
  size_bytes: number;
  duration_s: number | null;
  sample_rate_hz: number | null;
  prompt: string;
  verdict: Verdict | null;
  stars: number | null;
  overall: number | null;
  acoustic: { score: number } | null;
  delivery: { score: number } | null;
  labels: string[];
  first_words: string;
  problem: string | null;
}

export interface Measure {
  value: number | null;
  unit: string;
  grade?: number;
  limit?: string;
  source?: string;
  next?: string;
  why?: string;
}

export interface TakeEvent extends Range {
  kind: string;
}

export interface Advice {
  id: string;
  measure: string;
  text: string;
}

/** As `timbre score --json` prints it: docs/formats/scorecard.md. */
export interface Scorecard {
  version: number;
  verdict: Verdict;
  stars: number;
  overall: number;
  acoustic: { score: number } | null;
  delivery: { score: number } | null;
  labels: string[];
  rejects: { measure: string; value: number; limit: number; why: string }[];
  measures: Record<string, Measure>;
  events: TakeEvent[];
  advice: Advice[];
  summary?: string;
  notes?: string[];
  [more: string]: unknown;
}

export interface Word extends Range {
  text: string;
  confidence: number;
}

export interface Transcript {
  engine: string;
  language: string;
  text: string;
  low_confidence: boolean;
  words: Word[];
}

export interface Take extends TakeSummary {
  scorecard: Scorecard | null;
  scorecard_version: string | null;
  transcript: Transcript | null;
  edited_text: string | null;
  capture: Record<string, unknown> | null;
  reading: { edits: string[]; [more: string]: unknown } | null;
}

export interface TakeView {
  duration_s: number;
  sample_rate_hz: number;
  peaks: { step_s: number; min: number[]; max: number[] };
  /** start_s: where the first value is drawn; null in silence and without voice. */
  loudness: { start_s?: number; step_s: number; window_s: number; lufs: (number | null)[] };
  pitch: { start_s?: number; step_s: number; hz: (number | null)[] };
  spectrogram: {
    columns: number;
    rows: number;
    step_s: number;
    hz: number[];
    top_db: number;
    range_db: number;
    data: string;
  };
}

export interface Zone {
  from: number | null;
  to: number | null;
  level: "good" | "fair" | "poor";
}

export interface MeasureZones {
  min: number;
  max: number;
  scale?: "log";
  title?: string;
  zones: Zone[];
}

export interface ProfileInfo {
  name: string;
  title: string;
  min_s: number | null;
  max_s: number | null;
  ideal_min_s: number | null;
  ideal_max_s: number | null;
  needs_text: boolean;
}

export interface About {
  version: string;
  transcription: { engine: string; ready: boolean; needs: string };
  profiles: ProfileInfo[];
  zones: Record<string, MeasureZones>;
  limits: { upload_bytes: number; piece_bytes: number };
  clone: { ready: boolean; needs: string };
}

export interface Prompt {
  name: string;
  title: string;
  style: string;
  language: string;
  text: string;
  is_free: boolean;
  words: number;
  reading_time_s: number;
  new_phones: number;
  new_diphones: number;
}

export interface Prompts {
  prompts: Prompt[];
  covered: { phones: number; phones_wanted: number; diphones: number; diphones_wanted: number };
  next: string | null;
}

export interface Recording {
  id: string;
  started: string;
  touched: string;
  sample_rate_hz: number;
  channel_count: number;
  prompt: string;
  piece_count: number;
  byte_count: number;
}

export type JobState = "waiting" | "running" | "done" | "failed" | "cancelled";

export interface Job {
  id: string;
  kind: string;
  subject: string;
  state: JobState;
  progress: number;
  error: string;
}

export interface ConsentCheck {
  name: "challenge" | "statement" | "name" | "quality" | "speaker" | "watermark" | "synthetic";
  outcome: "passed" | "failed" | "undecided" | "not_checked";
  sentence: string;
}

export interface Consent {
  id: string;
  /** Its id. */
  voice: string;
  person: string;
  language: string;
  wording: string;
  company: string;
  state: "open" | "given" | "refused" | "revoked";
  strength: "recorded" | "attested";
  speaker: "not_checked" | "same_person" | "other_person" | "undecided";
  purpose: string;
  started_ms: number;
  given_ms: number | null;
  revoked_ms: number | null;
  ends_ms: number | null;
  statement: string;
  challenge: string[];
  challenge_ends_ms: number;
  tries_left: number;
  checks: ConsentCheck[];
}

/** A voice that may be cloned while consent holds. */
export interface Voice {
  id: string;
  name: string;
  created_ms: number;
  revoked_ms: number | null;
  consent: { id: string; strength: Consent["strength"]; speaker: Consent["speaker"]; ends_ms: number | null } | null;
}

/** What a revocation deleted. */
export interface Revoked {
  consents: number;
  embeddings: number;
  references: number;
}

export interface RoomTone {
  ok: boolean;
  level_dbfs: number | null;
  sentence: string;
  findings: { kind: string; text: string }[];
}

export interface Fit {
  profile: string;
  title: string;
  answer: "accepts" | "part" | "refuses";
  is_ideal: boolean;
  lost: Range | null;
  why: string[];
  to_do: string[];
  window: (Range & { score: number; is_ideal: boolean }) | null;
  window_problem: string | null;
}

export interface ExportPlan {
  profile: string;
  window: Range;
  clip: {
    duration_s: number;
    sample_rate_hz: number;
    bit_depth: number;
    channel_count: number;
    loudness_lufs: number | null;
    true_peak_dbtp: number | null;
    lead_s: number | null;
    tail_s: number | null;
  };
  master: Record<string, unknown>;
  files: { name: string; size_bytes: number }[];
  ref_text: string;
  words_from: "nobody" | "user" | "known_text" | "machine";
  warnings: string[];
}

export interface ExportedTake {
  take: string;
  name: string;
  problem: string | null;
  clips: {
    profile: string;
    title: string;
    window: Range;
    duration_s: number;
    ref_text: string;
    warnings: string[];
    /** Of the written clip, judged for its model; a list leaves it out. */
    scorecard?: Pick<Scorecard, "verdict" | "stars" | "overall">;
  }[];
  notes: string[];
  files: { number: number; name: string; size_bytes: number; sha256: string }[];
}

export interface Export {
  id: string;
  state: JobState;
  created: string;
  /** Of one that is being made. */
  job?: string | null;
  /** Why it failed, in words. */
  error?: string | null;
  zip_size_bytes?: number | null;
  takes: ExportedTake[];
}

export interface Comparison {
  better: "a" | "b" | null;
  why: string[];
  gain_db: { a: number; b: number };
  differences: {
    measure: string;
    title: string;
    unit: string;
    a: number | null;
    b: number | null;
    better: "a" | "b" | null;
    text: string;
  }[];
}

/** One act in the audit log. */
export interface AuditRecord {
  number: number;
  time: string;
  act: string;
  /** Empty where no voice is concerned. */
  voice_id: string;
  /** Its name; null: none, or it is not known any more. */
  voice: string | null;
  details: Record<string, string | number | boolean>;
  sha256: string;
}

export interface AuditPage {
  /** Of the whole log. */
  size: number;
  /** Newest first. */
  records: AuditRecord[];
  more: boolean;
}

export interface AuditHead {
  size: number;
  root: string;
  time: string;
  signature: string;
  public_key: string;
}

export interface AuditCheck {
  ok: boolean;
  size: number;
  root: string;
  head: AuditHead | null;
  problem: string | null;
  first_bad: number | null;
}

export interface VoiceUsage {
  voice_id: string;
  voice: string | null;
  clones: number;
  seconds: number;
  characters: number;
  refused: number;
  last: string | null;
  engines: Record<string, number>;
  days: { day: string; clones: number; seconds: number }[];
}

export interface LimitLeft {
  kind: string;
  /** voice, installation. */
  scope: string;
  amount: number;
  window_s: number;
  left: number;
  voice_id?: string;
}

export interface Usage {
  voices: VoiceUsage[];
  totals: { clones: number; seconds: number; refused: number };
  limits: LimitLeft[];
}

/** Something that can speak in a voice, ready or not. */
export interface EngineInfo {
  name: string;
  title: string;
  ready: boolean;
  /** One sentence each; empty when ready. */
  needs: string;
  step: string;
  /** Worth knowing though ready; may be empty. */
  note: string;
  runs_where: "this_machine" | "own_server" | "cloud";
  /** Empty: nothing. */
  what_leaves: string;
  /** ISO 639-1; empty: not said, any may work. */
  languages: string[];
  /** Spoken as well, but with an accent and wrong sounds. */
  experimental_languages: string[];
  /** Well enough to judge a reference by. */
  streams: boolean;
  takes_speed: boolean;
  takes_pitch: boolean;
  takes_expressiveness: boolean;
  takes_pauses: boolean;
  takes_instruction: boolean;
  takes_seed: boolean;
  /** Can learn a voice more closely than at first. */
  fits_voices: boolean;
  needs_transcript: boolean;
  sample_rate_hz: number;
}

/** One text spoken in one voice from one clip. */
export interface CloneRun {
  id: string;
  voice: string;
  voice_name: string;
  take: string;
  engine: string;
  engine_title: string;
  text: string;
  language: string;
  speed: number;
  pitch_st: number;
  expressiveness: number;
  pauses: number;
  instruction: string;
  seed: number | null;
  /** The voice was learnt more closely first. */
  fits_closely: boolean;
  state: JobState;
  /** 0 to 1; null: not known. */
  progress: number | null;
  /** What the engine says while it works. */
  news: string | null;
  error: string | null;
  warnings: string[];
  created_ms: number;
  ended_ms: number | null;
  duration_s: number | null;
  first_audio_s: number | null;
  took_s: number | null;
  /** Nothing of it had to be made anew. */
  from_cache: boolean;
  /** To the clip it was made from; null: it is not done, or was made before likeness was measured. */
  likeness: CloneLikeness | null;
}

/** How much a clone sounds like its clip. */
export interface CloneLikeness {
  /** 0: as two strangers, 1: as two recordings of the person; null: it cannot be told. */
  share: number | null;
  /** What 1 is: the voice's own takes among themselves, or what one person usually reaches. */
  anchor: "own" | "typical" | null;
  speaker: "same" | "different" | "undecided" | null;
  sentence: string;
}

/** A take that a voice can be cloned from. */
export interface VoiceClip {
  take: string;
  name: string;
  stars: number | null;
  overall: number | null;
  verdict: Verdict | null;
  duration_s: number | null;
  why: string;
}

/** Whether the takes of a voice are one person. */
export interface VoiceSpeakers {
  voice: string;
  model: string | null;
  one_person: boolean | null;
  closest: string | null;
  sentence: string;
  takes: { take: string; name: string; cosine: number; probability: number; speaker: "same" | "different" | "undecided" }[];
  left_out: { take: string; name: string; why: string }[];
}

/** Who could put advice into more words. */
export interface AdviceService {
  configured: boolean;
  service: "bedrock" | "openai_chat" | null;
  model: string | null;
  host: string | null;
  is_local: boolean;
  needs: string | null;
  step: string | null;
  /** A person saw what is sent there and agreed. */
  agreed: boolean;
}

export interface RicherAdvice {
  state: "none" | "waiting" | "running" | "done" | "failed";
  /** All that was sent, or would be. */
  payload: Record<string, unknown> | null;
  advice: { measure: string; direction: "raise" | "lower" | "keep"; text: string }[];
  dropped: { text: string; why: string }[];
  why: string | null;
  service: string | null;
  model: string | null;
  made_ms: number | null;
}

export interface BulkAnswer {
  done: string[];
  problems: { id: string; detail: string }[];
}
