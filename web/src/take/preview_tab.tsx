/** The place where the clone of this take will speak; until it can, what that needs. */

import { about } from "../state/about";
import { text } from "../text/en";
import { Icon } from "./shapes";

export function PreviewTab() {
  const clone = about.value?.clone;
  return (
    <div class="place preview">
      <span class="medal" aria-hidden="true">
        <Icon of="play" />
      </span>
      <h3>{text.take.previewTitle}</h3>
      <p>{text.take.previewWhat}</p>
      <p class="soft">{clone?.needs || text.take.previewNeeds}</p>
    </div>
  );
}
