/** Small pictures: a shape of its own for each verdict, level and kind of mark, so that colour is never alone. */

import type { Verdict } from "../api/types";
import { fill, text } from "../text/en";
import type { Level } from "./levels";
import { markPath } from "./marks";

const kGood = "M12 0a12 12 0 1 0 0 24a12 12 0 1 0 0-24Z";
const kFair = "M12 0L24 12L12 24L0 12Z";
const kPoor = "M7 0H17L24 7V17L17 24H7L0 17V7Z";
const kCheck = "M10.2 17.6L5.2 12.6L7.1 10.7L10.2 13.8L17 7L18.9 8.9Z";
const kThink = "M10.7 5.6H13.3V13.8H10.7ZM10.7 15.9H13.3V18.5H10.7Z";
const kCross = "M7.9 6L12 10.1L16.1 6L18 7.9L13.9 12L18 16.1L16.1 18L12 13.9L7.9 18L6 16.1L10.1 12L6 7.9Z";
const kStar = "M12 1.6L15.2 8.3L22.5 9.3L17.2 14.4L18.5 21.7L12 18.2L5.5 21.7L6.8 14.4L1.5 9.3L8.8 8.3Z";

const kLevels: Record<Level, string> = { good: kGood, fair: kFair, poor: kPoor + kCross };
const kVerdicts: Record<Verdict, string> = { keep: kGood + kCheck, review: kFair + kThink, reject: kPoor + kCross };

const kIcons = {
  play: "M7 4.5V19.5L19.5 12Z",
  pause: "M6.5 5H10.5V19H6.5ZM13.5 5H17.5V19H13.5Z",
  loop: "M7 7H16V4L21 8.5L16 13V10H9.5V13H7ZM17 17H8V20L3 15.5L8 11V14H14.5V11H17Z",
  zoomIn: "M10.8 5H13.2V10.8H19V13.2H13.2V19H10.8V13.2H5V10.8H10.8Z",
  zoomOut: "M5 10.8H19V13.2H5Z",
  fit: "M3 5H5.4V19H3ZM18.6 5H21V19H18.6ZM7 12L10.5 8.5V10.8H13.5V8.5L17 12L13.5 15.5V13.2H10.5V15.5Z",
  pencil: "M4 20L5.2 15.2L15.6 4.8Q16.4 4 17.2 4.8L19.2 6.8Q20 7.6 19.2 8.4L8.8 18.8Z",
  mark: "M5 4H9V6H7V18H9V20H5ZM15 4H19V20H15V18H17V6H15ZM10 11H14V13H10Z",
  close: "M7 5.5L12 10.5L17 5.5L18.5 7L13.5 12L18.5 17L17 18.5L12 13.5L7 18.5L5.5 17L10.5 12L5.5 7Z",
} as const;

function Shape({ path, name }: { path: string; name?: string }) {
  return (
    <svg class={name} viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} fill="currentColor" fill-rule="evenodd" />
    </svg>
  );
}

export const Emblem = ({ verdict }: { verdict: Verdict }) => <Shape path={kVerdicts[verdict]} name="emblem" />;

export const LevelMark = ({ level }: { level: Level }) => <Shape path={kLevels[level]} name="level" />;

export const Icon = ({ of }: { of: keyof typeof kIcons }) => <Shape path={kIcons[of]} name="icon" />;

export function EventMark({ kind }: { kind: string }) {
  return (
    <svg class="mark" data-kind={kind} viewBox="0 0 12 12" aria-hidden="true">
      <path d={markPath(kind, 6, 6, 5.4)} fill="currentColor" />
    </svg>
  );
}

export function Stars({ count }: { count: number }) {
  return (
    <span class="stars" role="img" aria-label={fill(text.take.stars, { count })}>
      {[1, 2, 3, 4, 5].map((i) => (
        <svg key={i} viewBox="0 0 24 24" aria-hidden="true" data-full={i <= count}>
          <path d={kStar} />
        </svg>
      ))}
    </span>
  );
}
