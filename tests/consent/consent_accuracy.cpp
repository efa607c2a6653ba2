// Listens to recordings of consent. Standard input: a line each of file|language|person|statement|word,word,…
// Standard output: a line each of words heard, words asked, 1 where all but the quality pass, and what failed, by tabs.
#include <iostream>
#include <sstream>
#include <string>

#include "audio/codec/decode.h"
#include "dsp/resample.h"
#include "studio/consent_words.h"

namespace {

using namespace timbre;

std::string judged(const std::string& line) {
  std::istringstream fields(line);
  std::string file;
  std::string person;
  std::string challenge;
  studio::ConsentText text;
  std::getline(fields, file, '|');
  std::getline(fields, text.language, '|');
  std::getline(fields, person, '|');
  std::getline(fields, text.statement_text, '|');
  std::getline(fields, challenge);
  text.statement = safety::statement_words(text.statement_text, {text.language, "timbre", "own_use", ""}, person);
  std::istringstream words(challenge);
  for (std::string word; std::getline(words, word, ',');) text.challenge.push_back(word);
  const auto sound = audio::decode_file(file);
  if (!sound.ok()) return "0\t0\t0\t" + sound.error().message;
  const auto view = sound->audio.view();
  const auto samples = dsp::resample(view.channel(0), view.sample_rate_hz(), 16000, dsp::ResampleQuality::Analysis);
  const auto heard = studio::hear_consent(samples, text);
  if (!heard.ok()) return "0\t" + std::to_string(text.challenge.size()) + "\t0\t" + heard.error().message;
  safety::ConsentEvidence evidence;
  evidence.heard = *heard;
  evidence.quality = {.duration_s = 10, .snr_db = 40, .is_clipped = false};
  const auto verdict = safety::check_consent(evidence);
  std::string out = std::to_string(verdict.challenge_heard) + "\t" + std::to_string(verdict.challenge_asked) + "\t" +
                    (verdict.passed ? "1" : "0") + "\t";
  for (const auto& check : verdict.checks)
    if (check.outcome == safety::CheckOutcome::Failed) out += check.sentence + " ";
  return out;
}

}  // namespace

int main() {
  for (std::string line; std::getline(std::cin, line);) std::cout << judged(line) << "\n" << std::flush;
  return 0;
}
