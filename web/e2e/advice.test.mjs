// Advice in a language model's words: what would be sent is seen first, and whatever comes back stands beside the offline advice.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { FakeDesk } from "./fake_desk.mjs";
import { browser, clip, devices, needsTestdata, picture, Studio, watched } from "./harness.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const kPayload = { instruction: "Advise.", scorecard: { measures: { snr_db: { value: 21 } } }, answer_schema: {} };
const kNothing = { advice: [], dropped: [], why: null, service: null, model: null, made_ms: null };
const kService = { configured: true, service: "openai_chat", model: "small-model", host: "127.0.0.1:8080", is_local: true, needs: null, step: null };

let chrome, studio, desk, take;
before(async () => {
  chrome = await browser();
  studio = await new Studio().start();
  desk = await new FakeDesk(studio).start();
  if (!needsTestdata.skip) take = await studio.add("Kennedy 1961", readFileSync(clip("speech/jfk.wav")));
});
after(async () => {
  await chrome?.close();
  await desk?.stop();
  await studio?.stop();
});

async function openAdvice(options = {}) {
  const context = await chrome.newContext({ ...devices.wide, bypassCSP: true, ...options });
  const page = await watched(context, `${desk.url}#/take/${take.id}`);
  await page.getByRole("tab", { name: "Advice" }).click();
  await page.getByRole("heading", { name: "In more words" }).waitFor();
  return [page, page.getByRole("complementary", { name: "In more words" })];
}

test("nothing configured: one line says what to do, and the offline advice stands", needsTestdata, async () => {
  desk.service = { ...kService, configured: false, service: null, model: null, host: null, agreed: false };
  Object.assign(desk.service, { needs: "no language model is configured", step: "add a section \"advice\" to engines.json" });
  const [page, panel] = await openAdvice();
  await panel.getByText("No language model is configured. Add a section \"advice\" to engines.json.").waitFor();
  assert.equal(await panel.getByRole("button").count(), 0);
  assert.ok((await page.locator("table.advice tbody tr").count()) > 0);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("seen before it is sent, asked, answered, checked", needsTestdata, async () => {
  desk.service = { ...kService, agreed: false };
  desk.advice = { state: "none", payload: kPayload, ...kNothing };
  const [page, panel] = await openAdvice();
  await panel.getByText(/Only the numbers and labels below go to it: no sound, no words, no names\./).waitFor();
  await panel.getByText("It runs on this machine (127.0.0.1:8080).").waitFor();
  assert.deepEqual(JSON.parse(await panel.locator("pre").innerText()), kPayload);
  await panel.scrollIntoViewIfNeeded();
  await picture(page, "studio-advice-before");
  await panel.getByRole("button", { name: "Send this and ask" }).click();
  await panel.getByText("The question waits for its turn", { exact: false }).waitFor();
  assert.deepEqual(desk.asked, { agreed: true });
  desk.advise(take.id, {
    ...{ state: "done", service: "openai_chat", model: "small-model", made_ms: Date.now() },
    advice: [{ measure: "snr_db", direction: "raise", text: "Move a hand's breadth closer, and let the fan rest" }],
    dropped: [{ text: "Your clipping is bad.", why: "nothing is clipped" }],
  });
  await panel.getByText("Move a hand's breadth closer, and let the fan rest.").waitFor();
  await panel.getByText("By small-model (a chat server). Checked against the measures.").waitFor();
  await panel.getByText("One tip was left out, for it does not fit the measures").click();
  await panel.getByText(/Nothing is clipped\./).waitFor();
  assert.ok((await page.locator("table.advice tbody tr").count()) > 0, "the offline advice stays");
  await picture(page, "studio-advice");
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  assert.deepEqual(found.violations.filter(({ impact }) => /serious|critical/.test(impact)).map(({ id }) => id), []);

  // asked once: the second time nothing has to be agreed to
  await panel.getByRole("button", { name: "Ask again" }).click();
  await panel.getByText("The question waits for its turn", { exact: false }).waitFor();
  assert.deepEqual(desk.asked, {});
  desk.advise(take.id, { state: "failed", ...kNothing, why: "the service did not answer within 60 s" });
  await panel.getByText("Only the advice above, for now: the service did not answer within 60 s.").waitFor();
  await panel.getByRole("button", { name: "Try again" }).waitFor();
  assert.deepEqual(page.faults, []);
  await page.context().close();
});
