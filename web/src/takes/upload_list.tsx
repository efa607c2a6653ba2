/** What is on its way in, and what could not come in and why. */

import { canRetry, drop, retry, uploads, uploadSum } from "../state/uploads";
import { fill, text } from "../text/en";
import { bytes } from "./format";
import type { Upload } from "./upload_queue";

const words = text.takes.upload;

/** Lines shown; the sum above counts all. */
const kShown = 6;

function Line({ upload }: { upload: Upload }) {
  const percent = upload.size_bytes > 0 ? Math.floor((100 * upload.sent_bytes) / upload.size_bytes) : 0;
  const isFailed = upload.state === "failed";
  return (
    <li data-state={upload.state}>
      <span class="upload-name">{upload.name}</span>
      <span class="soft">{upload.state === "sending" ? `${percent} %` : isFailed ? "" : bytes(upload.size_bytes)}</span>
      {isFailed && canRetry(upload.id) && (
        <button type="button" class="plain" onClick={() => retry(upload.id)}>
          {words.retry}
        </button>
      )}
      <button
        type="button"
        class="quiet"
        aria-label={fill(isFailed ? words.dismiss : words.stop, { name: upload.name })}
        onClick={() => drop(upload.id)}
      >
        ×
      </button>
      {isFailed && <span class="upload-problem">{upload.problem}</span>}
    </li>
  );
}

export function UploadList() {
  const open = uploads.value.filter((upload) => upload.state !== "done");
  if (open.length === 0) return null;
  const sum = uploadSum.value;
  // what goes on now, then what went wrong, then what waits
  const rank = { sending: 0, failed: 1, waiting: 2, done: 3 };
  const lines = open.sort((a, b) => rank[a.state] - rank[b.state] || a.id - b.id).slice(0, kShown);
  return (
    <section class="uploads" aria-label={words.title}>
      {sum.isBusy && (
        <>
          <p role="status">{fill(words.progress, { done: sum.done, total: sum.total })}</p>
          <progress max={1} value={sum.progress} aria-label={words.title} />
        </>
      )}
      <ul>
        {lines.map((upload) => (
          <Line key={upload.id} upload={upload} />
        ))}
      </ul>
    </section>
  );
}
