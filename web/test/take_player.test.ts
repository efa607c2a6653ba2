// Rung: property (what the player promises, against an audio element made up of its events).
import assert from "node:assert/strict";
import test from "node:test";

class FakeAudio extends EventTarget {
  preload = "";
  src = "";
  duration = NaN;
  playbackRate = 1;
  volume = 1;
  paused = true;
  ended = false;
  private now = 0;
  loads = 0;
  get currentTime(): number {
    return this.now;
  }
  set currentTime(t: number) {
    this.now = t;
    this.ended = false;
    this.dispatchEvent(new Event("seeked"));
  }
  load(): void {
    this.loads++;
    this.now = 0;
    this.playbackRate = 1;
  }
  removeAttribute(): void {
    this.src = "";
  }
  play(): Promise<void> {
    this.paused = false;
    this.dispatchEvent(new Event("play"));
    return Promise.resolve();
  }
  pause(): void {
    if (this.paused) return;
    this.paused = true;
    this.dispatchEvent(new Event("pause"));
  }
  knows(duration: number): void {
    this.duration = duration;
    this.dispatchEvent(new Event("durationchange"));
  }
  reaches(t: number): void {
    this.now = t;
    this.dispatchEvent(new Event("timeupdate"));
  }
  finishes(): void {
    this.now = this.duration;
    this.ended = this.paused = true;
    this.dispatchEvent(new Event("ended"));
  }
}

const made: FakeAudio[] = [];
Object.assign(globalThis, {
  Audio: class extends FakeAudio {
    constructor() {
      super();
      made.push(this);
    }
  },
  requestAnimationFrame: () => 0,
  cancelAnimationFrame: () => undefined,
});
const { Player, player, soundOf } = await import("../src/take/player");
const { region } = await import("../src/take/region");

function opened(): [InstanceType<typeof Player>, FakeAudio] {
  const one = new Player();
  const audio = made[made.length - 1] as FakeAudio;
  one.open("/sound");
  audio.knows(10);
  return [one, audio];
}

test("the same address again does not begin anew", () => {
  const [one, audio] = opened();
  one.seek(4);
  one.open("/sound");
  assert.equal(one.time_s.value, 4);
  assert.equal(audio.loads, 1);
  one.open("/other");
  assert.equal(one.time_s.value, 0);
});

test("a seek stays inside the sound", () => {
  const [one] = opened();
  one.seek(99);
  assert.equal(one.time_s.value, 10);
  one.seek(-3);
  assert.equal(one.time_s.value, 0);
});

test("a marked stretch goes round while it loops, and begins at its start", () => {
  const [one, audio] = opened();
  one.loop.value = { start_s: 2, end_s: 3 };
  one.isLooping.value = true;
  one.play();
  assert.equal(one.time_s.value, 2);
  audio.reaches(3.01);
  assert.equal(audio.currentTime, 2);
  one.isLooping.value = false;
  audio.reaches(3.01);
  assert.equal(audio.currentTime, 3.01);
});

test("without a stretch the whole sound goes round", () => {
  const [one, audio] = opened();
  one.isLooping.value = true;
  one.play();
  audio.finishes();
  assert.equal(audio.currentTime, 0);
  assert.equal(one.isPlaying.value, true);
});

test("at its end it rests, and playing again begins at the beginning", () => {
  const [one, audio] = opened();
  one.play();
  audio.finishes();
  assert.equal(one.isPlaying.value, false);
  one.play();
  assert.equal(audio.currentTime, 0);
});

test("one sound at a time", () => {
  const [first] = opened();
  const [second] = opened();
  first.play();
  second.play();
  assert.deepEqual([first.isPlaying.value, second.isPlaying.value], [false, true]);
});

test("the rate goes in steps, ends at its limits, and outlives the next sound", () => {
  const [one, audio] = opened();
  one.stepRate(1);
  assert.equal(audio.playbackRate, 1.25);
  for (let i = 0; i < 9; i++) one.stepRate(1);
  assert.equal(one.rate.value, 2);
  one.open("/next");
  assert.equal(audio.playbackRate, 2);
  for (let i = 0; i < 9; i++) one.stepRate(-1);
  assert.equal(one.rate.value, 0.5);
});

test("a sound that cannot be played says so and stays still", () => {
  const [one, audio] = opened();
  audio.dispatchEvent(new Event("error"));
  assert.equal(one.isBroken.value, true);
  one.play();
  assert.equal(one.isPlaying.value, false);
  one.open("/better");
  assert.equal(one.isBroken.value, false);
});

test("the open take's player goes round the marked part", () => {
  region.value = { start_s: 1, end_s: 2 };
  assert.deepEqual(player.loop.value, { start_s: 1, end_s: 2 });
  region.value = null;
  assert.equal(player.loop.value, null);
  assert.equal(soundOf("a/b"), "/api/v1/takes/a%2Fb/sound");
});
