/** Finds where the browser lost sound. A machine that is too busy hands out exact silence in place of some hundredths of
 *  a second; a microphone never does that for so short a time. Longer silence is a gate or a mute. */

import { framesOf, type Block } from "./sound";

/** Fewer zeros in a row come by chance. */
const kShortest = 64;
const kLongest_s = 0.25;

export class GapFinder {
  /** How many places. */
  count = 0;
  /** Of all of them. */
  lost_s = 0;
  private zeros = 0;
  private hasSound = false;

  constructor(private readonly rate_hz: number) {}

  push(block: Block): void {
    for (let at = 0; at < framesOf(block); ++at) {
      if (block.every((channel) => channel[at] === 0)) ++this.zeros;
      else this.sound();
    }
  }

  /** Sound again, or still. */
  private sound(): void {
    const isGap = this.zeros >= kShortest && this.zeros <= kLongest_s * this.rate_hz;
    if (this.hasSound && isGap) {
      ++this.count;
      this.lost_s += this.zeros / this.rate_hz;
    }
    this.zeros = 0;
    this.hasSound = true;
  }
}
