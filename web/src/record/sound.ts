/** Blocks of sound: one array of samples for each channel, all equally long. */

export type Block = readonly Float32Array[];

export const framesOf = (block: Block): number => block[0]?.length ?? 0;

/** Joined in time; all blocks have as many channels as the first. */
export function joined(blocks: readonly Block[]): Float32Array[] {
  const frames = blocks.reduce((sum, block) => sum + framesOf(block), 0);
  return (blocks[0] ?? []).map((_, channel) => {
    const all = new Float32Array(frames);
    let at = 0;
    for (const block of blocks) {
      const samples = block[channel];
      if (!samples) continue;
      all.set(samples, at);
      at += samples.length;
    }
    return all;
  });
}

const isSame = (a: Float32Array, b: Float32Array): boolean => a.every((sample, at) => sample === b[at]);
const isDead = (channel: Float32Array): boolean => channel.every((sample) => sample === 0);

/** Which channels to keep, from what was heard before the take. A microphone with one capsule often comes as two equal
 *  channels, or as one with a dead other; a take of it has one channel. At most the first two. */
export function channelsToKeep(heard: Block): number[] {
  const [left, right] = heard;
  if (!left || !right || isSame(left, right) || isDead(right)) return [0];
  return isDead(left) ? [1] : [0, 1];
}

/** Samples of all channels in turn: left, right, left, right … A channel that is gone repeats the first. */
export function interleaved(block: Block, channels: readonly number[]): Float32Array {
  const first = block[0];
  if (!first) return new Float32Array(0);
  const out = new Float32Array(first.length * channels.length);
  channels.forEach((channel, place) => {
    const samples = block[channel] ?? first;
    for (let at = 0; at < samples.length; ++at) out[at * channels.length + place] = samples[at] ?? 0;
  });
  return out;
}
