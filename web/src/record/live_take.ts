/** A take while it is being made: its sound goes to the server as it comes. */

import type { TakeSummary } from "../api/types";
import { GapFinder } from "./gap_finder";
import { transportOf, type NewRecording } from "./http_transport";
import { PieceCutter } from "./piece_cutter";
import { PieceSender, type Refused, type SendingNews } from "./piece_sender";
import { holdRecording } from "./recording_lock";
import { framesOf, interleaved, type Block } from "./sound";

/** A piece of one channel at 48 kHz is 48 kB: what browsers still send for a page that closes. */
export const kPiece_s = 0.25;

export class LiveTake {
  name = "";
  /** Frames so far. */
  frames = 0;
  readonly gaps: GapFinder;
  private readonly cutter: PieceCutter;
  private readonly sender: PieceSender<TakeSummary>;
  private release = () => {};

  /** `channels`: which of the microphone's are kept. */
  constructor(
    private readonly recording: NewRecording,
    private readonly channels: readonly number[],
    tell: (news: SendingNews) => void,
    refused: (error: Refused) => void,
  ) {
    this.gaps = new GapFinder(recording.sample_rate_hz);
    this.cutter = new PieceCutter(Math.round(kPiece_s * recording.sample_rate_hz) * channels.length);
    this.sender = new PieceSender(transportOf(recording, () => this.name), tell, refused, ({ id }) => {
      this.release();
      this.release = holdRecording(id);
    });
  }

  get length_s(): number {
    return this.frames / this.recording.sample_rate_hz;
  }

  add(block: Block): void {
    this.frames += framesOf(block);
    this.gaps.push(block);
    for (const piece of this.cutter.push(interleaved(block, this.channels))) this.sender.push(piece);
  }

  /** No more sound comes; what is left in the cutter is sent. */
  end(): void {
    const rest = this.cutter.rest();
    if (rest) this.sender.push(rest);
  }

  async finish(): Promise<TakeSummary | null> {
    this.end();
    try {
      return await this.sender.finish();
    } finally {
      this.release();
    }
  }

  /** Gives up; the id under which the server may have some of it. */
  stop(): string | null {
    this.sender.stop();
    this.release();
    return this.sender.id;
  }

  /** The page closes. */
  leave(): void {
    this.sender.leave((limit) => this.cutter.rest(limit));
  }

  kick(): void {
    this.sender.kick();
  }
}
