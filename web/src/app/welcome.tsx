/** Three lines for the first visit, above the demo take. Where nothing is open the take pane says them itself. */

import { demoId, endWelcome, isWelcoming } from "../state/first_visit";
import { hashOf, route } from "../state/route";
import { text } from "../text/en";

const words = text.app.welcome;

export function Welcome() {
  if (!isWelcoming.value) return null;
  const demo = demoId.value;
  return (
    <section class="welcome card" aria-labelledby="welcome-title">
      <header>
        <h2 id="welcome-title">{text.take.welcome}</h2>
        <p class="soft">
          {demo && words.demo} {demo && route.value.at === "home" && <a href={hashOf({ at: "take", id: demo })}>{words.open}</a>}
        </p>
        <button type="button" onClick={endWelcome}>
          {words.done}
        </button>
      </header>
      <ol>
        {text.take.threeLines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </section>
  );
}
