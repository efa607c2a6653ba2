/** Runs on the audio thread: hands the microphone's samples on as they are, a few hundredths of a second at a time. */

declare const registerProcessor: (name: string, processor: new () => unknown) => void;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}

/** 8 render quanta; 21 ms at 48 kHz. */
const kBlockFrames = 1024;

class CaptureProcessor extends AudioWorkletProcessor {
  private block: Float32Array[] = [];
  private filled = 0;

  process(inputs: Float32Array[][]): boolean {
    const input = inputs[0] ?? [];
    const first = input[0];
    if (!first) return true;
    if (input.length !== this.block.length) this.post(input.length);
    input.forEach((samples, channel) => this.block[channel]?.set(samples, this.filled));
    this.filled += first.length;
    if (this.filled >= kBlockFrames) this.post(input.length);
    return true;
  }

  /** Sends what is there and starts a block of so many channels. */
  private post(channels: number): void {
    if (this.filled > 0) {
      const block = this.block.map((channel) => (this.filled < kBlockFrames ? channel.slice(0, this.filled) : channel));
      this.port.postMessage(
        block,
        block.map((channel) => channel.buffer),
      );
    }
    this.block = Array.from({ length: channels }, () => new Float32Array(kBlockFrames));
    this.filled = 0;
  }
}

registerProcessor("timbre-capture", CaptureProcessor);
