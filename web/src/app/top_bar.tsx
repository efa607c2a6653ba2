/** The name of the house, whose voice this is, and what concerns the whole page. */

import { HistoryLink } from "../history/history_link";
import { hashOf } from "../state/route";
import { toggleTheme } from "../state/theme";
import { setVoice, voice } from "../state/voice";
import { text } from "../text/en";
import { openHelp } from "./help";

const words = text.app;

function Voice() {
  return (
    <label class="voice" title={words.voiceHint}>
      <span class="soft">{words.voice}</span>
      <input
        value={voice.value}
        placeholder={words.voiceNone}
        maxLength={60}
        size={Math.max(14, voice.value.length)}
        onChange={(event) => setVoice(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
      />
    </label>
  );
}

export function TopBar() {
  return (
    <header class="top">
      <a class="brand" href={hashOf({ at: "home" })}>
        <img src="/icon.svg" width="28" height="28" alt="" />
        {words.name}
      </a>
      <Voice />
      <HistoryLink />
      <button class="quiet" type="button" onClick={toggleTheme} aria-label={words.theme} title={words.theme}>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 2v10A5 5 0 0 1 8 3Z" />
        </svg>
      </button>
      <button class="quiet" type="button" onClick={openHelp} aria-label={words.help} title={`${words.help} (?)`}>
        <b aria-hidden="true">?</b>
      </button>
    </header>
  );
}
