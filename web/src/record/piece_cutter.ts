/** Cuts the stream of sound into pieces of equal length. */

export class PieceCutter {
  private waiting: Float32Array[] = [];
  private samples = 0;

  /** `piece_samples`: a whole number of frames. */
  constructor(private readonly piece_samples: number) {}

  /** The pieces that are now full. */
  push(sound: Float32Array): Float32Array[] {
    this.waiting.push(sound);
    this.samples += sound.length;
    const full: Float32Array[] = [];
    while (this.samples >= this.piece_samples) full.push(this.cut(this.piece_samples));
    return full;
  }

  /** What is left, `limit` samples at most; null when nothing is. */
  rest(limit = Infinity): Float32Array | null {
    const size = Math.min(this.samples, limit);
    return size > 0 ? this.cut(size) : null;
  }

  private cut(size: number): Float32Array {
    const piece = new Float32Array(size);
    let at = 0;
    while (at < size) {
      const next = this.waiting.shift();
      if (!next) break;
      const part = next.subarray(0, size - at);
      piece.set(part, at);
      at += part.length;
      if (part.length < next.length) this.waiting.unshift(next.subarray(part.length));
    }
    this.samples -= size;
    return piece;
  }
}
