/** The microphone, open: raw samples at the device's own rate. */

import workletUrl from "./capture_worklet.ts?worker&url";
import { problemOf } from "./problem";
import { rawConstraints } from "./raw";
import type { Block } from "./sound";

export interface Capture {
  /** Of the samples that come. */
  rate_hz: number;
  /** Whether the browser changed the device's own rate to this. */
  isResampled: boolean;
  label: string;
  settings: MediaTrackSettings;
  close(): void;
}

export interface CaptureListener {
  block(block: Block): void;
  /** The system switched the microphone off or on again while it stays plugged in. */
  muted(is: boolean): void;
  /** It is gone: pulled out, or the permission was taken back. */
  lost(): void;
}

/** Asks for the microphone; the one wanted may be gone since the last visit, then the system's own choice is taken. */
async function streamOf(deviceId: string): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: rawConstraints(deviceId) });
  } catch (error) {
    if (deviceId === "" || problemOf(error) !== "none") throw error;
    return await navigator.mediaDevices.getUserMedia({ audio: rawConstraints("") });
  }
}

/** A context at the device's rate, so that no sample is computed anew. A small reserve against a busy machine: at 10 ms
 *  of latency a slow moment loses samples. */
function contextAt(rate_hz: number | undefined): AudioContext {
  const latencyHint = 0.05;
  return rate_hz ? new AudioContext({ sampleRate: rate_hz, latencyHint }) : new AudioContext({ latencyHint });
}

async function connect(context: AudioContext, stream: MediaStream, listener: CaptureListener): Promise<void> {
  await context.audioWorklet.addModule(workletUrl);
  const node = new AudioWorkletNode(context, "timbre-capture", { numberOfOutputs: 0, channelCountMode: "max" });
  node.port.onmessage = (event: MessageEvent<Float32Array[]>) => listener.block(event.data);
  context.createMediaStreamSource(stream).connect(node);
  await context.resume();
}

function watch(track: MediaStreamTrack, context: AudioContext, listener: CaptureListener): void {
  track.addEventListener("ended", () => listener.lost());
  track.addEventListener("mute", () => listener.muted(true));
  track.addEventListener("unmute", () => listener.muted(false));
  // phones stop the sound of a page during a call
  context.addEventListener("statechange", () => {
    if (context.state === "suspended") void context.resume();
  });
}

/** Opens the microphone; throws what getUserMedia() throws. Only after a person's click. */
export async function openCapture(deviceId: string, listener: CaptureListener): Promise<Capture> {
  if (!navigator.mediaDevices?.getUserMedia) throw new DOMException("no microphone without https", "SecurityError");
  const stream = await streamOf(deviceId);
  const track = stream.getAudioTracks()[0];
  if (!track) throw new DOMException("no sound in the stream", "NotFoundError");
  const settings = track.getSettings();
  const context = contextAt(settings.sampleRate);
  const close = () => {
    track.stop();
    void context.close();
  };
  try {
    await connect(context, stream, listener);
  } catch (error) {
    close();
    throw error;
  }
  watch(track, context, listener);
  const isResampled = settings.sampleRate !== undefined && settings.sampleRate !== context.sampleRate;
  return { rate_hz: context.sampleRate, isResampled, label: track.label, settings, close };
}
