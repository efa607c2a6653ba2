/** The clip that the voice is taken from: the open take, unless another is chosen. */

import { useState } from "preact/hooks";

import { text } from "../text/en";
import { ClipFacts, ClipList, clipName } from "./clips";

const words = text.preview.clip;

interface Props {
  /** The open take. */
  own: string;
  chosen: string;
  /** null: there is no consent yet, and so no voice. */
  voice: string | null;
  onChoose: (take: string) => void;
}

export function ClipChoice({ own, chosen, voice, onChoose }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div class="clip-choice">
      <div class="clip-now">
        <span class="head">{words.title}</span>
        <span class="clip-name">
          {clipName(chosen)} {chosen === own && <span class="soft">({words.own})</span>}
        </span>
        <ClipFacts take={chosen} />
        {voice && (
          <button type="button" class="plain" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? words.close : words.change}
          </button>
        )}
        {chosen !== own && (
          <button type="button" class="plain" onClick={() => onChoose(own)}>
            {words.back}
          </button>
        )}
      </div>
      {isOpen && voice && (
        <ClipList
          voice={voice}
          without={[chosen]}
          none={words.none}
          onChoose={(take) => {
            setOpen(false);
            onChoose(take);
          }}
        />
      )}
    </div>
  );
}
