/** The axis of time, the words above it, and the whole take in small. */

import { clock } from "./figures";
import { kGutter, type Scene, type Sheet, stepFor } from "./sheet";
import { drawWave, fullOf } from "./plot_waveform";

const kTimeSteps = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800];

export function drawTime(sheet: Sheet, { visible }: Scene): void {
  const { g } = sheet;
  const reach = visible.end_s - visible.start_s;
  const step = stepFor(reach, Math.max(3, Math.floor(sheet.width / 88)), kTimeSteps);
  g.fillStyle = sheet.colours.soft;
  g.textBaseline = "bottom";
  for (let i = Math.ceil(visible.start_s / step - 1e-9); i * step <= visible.end_s + 1e-9; i++) {
    const x = sheet.x(i * step);
    g.fillRect(Math.min(x, sheet.right - 1), 0, 1, 5);
    g.textAlign = x < kGutter + 20 ? "left" : x > sheet.right - 24 ? "right" : "center";
    g.fillText(clock(i * step, step), x, sheet.height - 1);
  }
}

const kDoubtfulBelow = 0.5;
const kWordGapPx = 6;

/** A word is written where the one before leaves it room, else only its stretch is drawn. */
export function drawWords(sheet: Sheet, { data, visible }: Scene): void {
  const { g, colours } = sheet;
  g.textBaseline = "middle";
  g.textAlign = "left";
  let free = sheet.left;
  sheet.inside(() => {
    for (const word of data.words) {
      if (word.end_s < visible.start_s || word.start_s > visible.end_s) continue;
      const x = sheet.x(word.start_s);
      const width = Math.max(1, sheet.x(word.end_s) - x - 1);
      g.fillStyle = colours.line;
      g.fillRect(x, sheet.height - 4, width, 3);
      if (x < free) continue;
      free = x + g.measureText(word.text).width + kWordGapPx;
      g.fillStyle = word.confidence < kDoubtfulBelow ? colours.soft : colours.ink;
      g.fillText(word.text, x, 10);
    }
  });
}

/** All of the take, whatever the others show. */
export function drawOverview(sheet: Sheet, scene: Scene): void {
  sheet.g.globalAlpha = 0.55;
  drawWave(sheet, scene, 2, fullOf(scene.data.peak));
  sheet.g.globalAlpha = 1;
}
