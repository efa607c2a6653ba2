// What lies between an engine and a listener, with an engine that takes no time: cutting, joining, marking, looking for
// the mark, sealing. Checks that the stream is the whole, then prints a table.
// usage: clone_bench [PARAGRAPHS]
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "clone/testing/clone_studio.h"
#include "safety/testing/speech_like.h"
#include "text/detect_language.h"
#include "text/sentences.h"

namespace {

using namespace timbre;
using namespace timbre::clone;

/// Cuts what it says, 70 ms a character, from one stretch of sound that was made beforehand.
class InstantEngine : public Engine {
 public:
  InstantEngine() { traits_.name = traits_.title = "instant"; }
  [[nodiscard]] const EngineTraits& traits() const override { return traits_; }
  [[nodiscard]] EngineState state() override { return {.is_ready = true}; }

 private:
  Result<void> synthesise(const std::string& piece, const Voice&, const SpeakOptions&, RawSpeechSink& sink) override {
    const auto count = static_cast<std::ptrdiff_t>(0.07 * BuzzEngine::kRateHz * static_cast<double>(piece.size()));
    const auto last = sound_.begin() + std::min<std::ptrdiff_t>(count, static_cast<std::ptrdiff_t>(sound_.size()));
    return sink.take(RawSpeech({BuzzEngine::kRateHz, std::vector<float>(sound_.begin(), last)}));
  }
  EngineTraits traits_;
  std::vector<float> sound_ = safety::speech_like(BuzzEngine::kRateHz, 30, 1);
};

double now_s() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

void print(const char* what, const SpeechReport& report) {
  std::printf("| %s | %zu | %.1f | %.3f | %.2f | %s |\n", what, report.pieces, report.times.audio_s,
              report.times.took_s, 1000.0 * report.times.took_s / report.times.audio_s,
              report.times.first_audio_s ? std::to_string(*report.times.first_audio_s).substr(0, 5).c_str() : "-");
}

std::string paragraphs(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    text += "Paragraph " + std::to_string(i + 1) +
            " begins here, and nobody knows yet where it will end. It goes on for a while, as they do; then it stops. "
            "Is there more to say? There is always more to say, but not now!\n\n";
  }
  return text;
}

bool run(const std::string& text) {
  CloneStudio studio;
  InstantEngine engine;
  const SystemClock clock;
  const auto make = [&](PieceCache* pieces) {
    return Synthesizer(engine, {studio.book, studio.limits, studio.log, studio.key},
                       {pieces, nullptr, &clock, nullptr});
  };
  Synthesizer plain = make(nullptr);
  const auto whole = plain.speak(text, studio.voice, studio.grant);
  if (!whole.ok()) return false;
  print("whole", plain.report());
  Synthesizer kept = make(&studio.pieces);
  if (!kept.speak(text, studio.voice, studio.grant).ok()) return false;
  print("whole, every piece sealed", kept.report());
  CollectedBlocks blocks;
  const auto streamed = kept.speak_stream(text, studio.voice, studio.grant, {}, blocks);
  print("stream, every piece opened", kept.report());
  return streamed.ok() && kept.report().from_cache == kept.report().pieces &&
         blocks.samples.size() == whole->audio().frame_count();
}

}  // namespace

int main(int argc, char** argv) {
  const int count = argc > 1 ? std::atoi(argv[1]) : 20;
  const std::string text = paragraphs(count);
  const double start = now_s();
  const auto sentences = text::split_sentences(text).size();
  std::printf("%zu characters, %zu sentences, cut in %.4f s\n\n", text.size(), sentences, now_s() - start);
  std::printf(
      "| | pieces | speech, s | took, s | ms per second of speech | first block after, s "
      "|\n|---|---|---|---|---|---|\n");
  if (run("She said that he would be there before the end of the week.") && run(text)) return 0;
  std::fprintf(stderr, "the answer is wrong\n");
  return 1;
}
