/** The last moment before Record is pressed, so that first words survive. */

import { framesOf, joined, type Block } from "./sound";

export class PreRoll {
  private blocks: Block[] = [];
  private frames = 0;

  /** Keeps `capacity` frames. */
  constructor(private readonly capacity: number) {}

  push(block: Block): void {
    // a microphone that changed its channels starts anew
    if (this.blocks[0] && this.blocks[0].length !== block.length) this.clear();
    this.blocks.push(block);
    this.frames += framesOf(block);
    for (let oldest = this.blocks[0]; oldest; oldest = this.blocks[0]) {
      if (this.frames - framesOf(oldest) < this.capacity) break;
      this.frames -= framesOf(oldest);
      this.blocks.shift();
    }
  }

  /** What is kept, oldest first, at most the capacity; afterwards nothing is. */
  take(): Float32Array[] {
    const all = joined(this.blocks);
    this.clear();
    return all.map((channel) => channel.subarray(Math.max(0, channel.length - this.capacity)));
  }

  clear(): void {
    this.blocks = [];
    this.frames = 0;
  }
}
