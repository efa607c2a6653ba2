/** Sends the pieces of a recording in order, and again while the server is away. Every piece stays in memory until the
 *  take is finished, so that a server that lost the recording can be given all of it anew. */

export interface Begun {
  id: string;
  /** When the server began it; the finished take says the same moment. */
  started: string;
}

/** What sending needs of the world; throws what api/client.ts throws. */
export interface Transport<Take> {
  begin(): Promise<Begun>;
  put(id: string, number: number, piece: Float32Array, isLast: boolean): Promise<void>;
  finish(id: string): Promise<Take>;
  /** The take that a finished recording became, when the answer to finish() was lost. */
  finished(recording: Begun): Promise<Take | null>;
  /** Resolves after so long. */
  wait(time_ms: number): Promise<void>;
}

export interface SendingNews {
  /** Pieces that the server has not acknowledged. */
  waiting: number;
  /** How often in a row the server did not take what was sent. */
  failures: number;
}

/** The server will not take this as it is, however often it is sent; its words say why. */
export class Refused extends Error {}

type Cure = "again" | "anew" | "never";

/** What helps after an error with this HTTP status; 0 is no answer. */
export function cureFor(status: number): Cure {
  if (status === 404 || status === 409 || status === 410) return "anew";
  return status === 400 || status === 413 || status === 415 || status === 422 ? "never" : "again";
}

function statusOf(error: unknown): number {
  return error instanceof Error && "status" in error && typeof error.status === "number" ? error.status : 0;
}

const kFirstWait_ms = 250;
const kLongestWait_ms = 4000;
/** Bytes that may leave with the page: browsers allow 64 KiB. */
const kLastBytes = 60_000;

export class PieceSender<Take> {
  private readonly pieces: Float32Array[] = [];
  private recording: Begun | null = null;
  private next = 0;
  private failures = 0;
  private running: Promise<void> | null = null;
  private isStopped = false;
  /** The server takes no more pieces of this recording; it can still be finished. */
  private isFull = false;
  private wake: (() => void) | null = null;

  constructor(
    private readonly transport: Transport<Take>,
    private readonly tell: (news: SendingNews) => void,
    private readonly refused: (error: Refused) => void = () => {},
    private readonly begun: (recording: Begun) => void = () => {},
  ) {}

  get id(): string | null {
    return this.recording?.id ?? null;
  }

  push(piece: Float32Array): void {
    this.pieces.push(piece);
    this.told();
    this.start();
  }

  /** The server may be back: no need to wait any longer. */
  kick(): void {
    this.wake?.();
  }

  /** Sends the rest and makes the take of it. Tries until it is done or Refused; null after stop(). */
  async finish(): Promise<Take | null> {
    for (let tries = 0; !this.isStopped; ++tries) {
      this.start();
      while (this.running) await this.running;
      if (this.isStopped || !this.recording) break;
      try {
        return await this.transport.finish(this.recording.id);
      } catch (error) {
        const found = tries > 0 && statusOf(error) === 404 ? await this.found(this.recording) : null;
        if (found) return found;
        await this.recover(error);
      }
    }
    return null;
  }

  /** Nothing more is sent; what the server has stays there. */
  stop(): void {
    this.isStopped = true;
    this.kick();
  }

  /** The page goes away: hands everything that waits to the browser at once, the sound not yet in a piece too, as far
   *  as the browser takes it. */
  leave(rest: (limit: number) => Float32Array | null): void {
    if (!this.recording) return;
    let budget = kLastBytes;
    for (let number = this.next; budget > 0; ++number) {
      const known = this.pieces[number];
      const piece = known ?? rest(Math.floor(budget / 8) * 2);
      if (!piece || piece.byteLength > budget) return;
      if (!known) this.pieces.push(piece);
      budget -= piece.byteLength;
      void this.transport.put(this.recording.id, number, piece, true).catch(() => {});
    }
  }

  private get hasMore(): boolean {
    return !this.isStopped && !this.isFull && (this.next < this.pieces.length || !this.recording);
  }

  private start(): void {
    this.running ??= this.send().finally(() => {
      this.running = null;
      // a piece may have come between the last look and now
      if (this.hasMore) this.start();
    });
  }

  private async send(): Promise<void> {
    while (this.hasMore) {
      try {
        await this.sendOne();
      } catch (error) {
        await this.recover(error).catch((refusal: unknown) => this.close(refusal));
      }
    }
  }

  private close(refusal: unknown): void {
    if (this.recording && this.next > 0) this.isFull = true;
    else this.isStopped = true;
    if (refusal instanceof Refused) this.refused(refusal);
  }

  private async sendOne(): Promise<void> {
    if (!this.recording) {
      this.recording = await this.transport.begin();
      this.begun(this.recording);
    }
    const piece = this.pieces[this.next];
    if (piece) {
      await this.transport.put(this.recording.id, this.next, piece, false);
      ++this.next;
    }
    this.failures = 0;
    this.told();
  }

  private async found(recording: Begun): Promise<Take | null> {
    return await this.transport.finished(recording).catch(() => null);
  }

  private async recover(error: unknown): Promise<void> {
    const cure = cureFor(statusOf(error));
    if (cure === "never") throw new Refused(error instanceof Error ? error.message : "");
    if (cure === "anew") {
      this.recording = null;
      this.next = 0;
    }
    ++this.failures;
    this.told();
    const wait_ms = Math.min(kLongestWait_ms, kFirstWait_ms * 2 ** Math.min(this.failures - 1, 10));
    await Promise.race([this.transport.wait(wait_ms), new Promise<void>((resolve) => (this.wake = resolve))]);
    this.wake = null;
  }

  private told(): void {
    this.tell({ waiting: this.pieces.length - this.next, failures: this.failures });
  }
}
