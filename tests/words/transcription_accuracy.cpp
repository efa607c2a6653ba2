/// Prints how right pocketsphinx's words and its confidence are, as Markdown tables. With --words one line for every
/// word heard instead: group, confidence, 1 when right, the word.

#include <algorithm>
#include <cstdio>
#include <map>
#include <string_view>

#include "asr/pocketsphinx_transcriber.h"
#include "words/spoken_clip.h"
#include "words/word_errors.h"

namespace timbre::words {
namespace {

struct Heard {
  SpokenClip clip;
  text::Transcript transcript;
  WordErrors errors;
};

Result<Heard> hear(asr::Transcriber& engine, SpokenClip clip) {
  TRY(text::Transcript transcript, engine.transcribe(clip.samples, {}));
  std::vector<std::string> heard;
  for (const auto& word : transcript.words) {
    const auto plain = plain_words(word.text);
    heard.push_back(plain.empty() ? word.text : plain.front());
  }
  auto errors = count_word_errors(plain_words(clip.text), heard);
  return Heard{std::move(clip), std::move(transcript), std::move(errors)};
}

void print_row(const std::string& name, const WordErrors& errors, const std::string& confidence) {
  std::printf("| %s | %zu | %zu | %zu | %zu | %.1f | %s |\n", name.c_str(), errors.said, errors.substituted,
              errors.deleted, errors.inserted, 100.0 * errors.rate(), confidence.c_str());
}

std::string mean_confidence(const Heard& heard) {
  const auto mean = heard.transcript.confidence();
  if (!mean) return "–";
  char text[16];
  std::snprintf(text, sizeof text, "%.2f", *mean);
  return text;
}

void add(WordErrors& sum, const WordErrors& more) {
  sum.said += more.said;
  sum.substituted += more.substituted;
  sum.deleted += more.deleted;
  sum.inserted += more.inserted;
}

void print_errors(const std::vector<Heard>& all, bool by_clip) {
  std::printf("| %s | words said | substituted | deleted | inserted | word error rate %% | mean confidence |\n",
              by_clip ? "clip" : "voice");
  std::printf("|---|---|---|---|---|---|---|\n");
  std::map<std::string, WordErrors> groups;
  WordErrors sum;
  for (const Heard& heard : all) {
    if (by_clip) print_row(heard.clip.group + " " + heard.clip.name, heard.errors, mean_confidence(heard));
    add(groups[heard.clip.group], heard.errors);
    add(sum, heard.errors);
  }
  if (!by_clip) {
    for (const auto& [group, errors] : groups) print_row(group, errors, "");
  }
  print_row("**all**", sum, "");
}

struct Judged {
  double confidence;
  bool is_right;
};

std::vector<Judged> judged(const std::vector<Heard>& all) {
  std::vector<Judged> words;
  for (const Heard& heard : all) {
    for (std::size_t i = 0; i < heard.transcript.words.size(); ++i) {
      words.push_back({heard.transcript.words[i].confidence, heard.errors.heard_right[i]});
    }
  }
  return words;
}

/// The chance that a right word has more confidence than a wrong one; ties count half.
double area_under_roc(const std::vector<Judged>& words) {
  double above = 0.0;
  double pairs = 0.0;
  for (const Judged& right : words) {
    for (const Judged& wrong : words) {
      if (!right.is_right || wrong.is_right) continue;
      pairs += 1.0;
      above += right.confidence > wrong.confidence ? 1.0 : right.confidence == wrong.confidence ? 0.5 : 0.0;
    }
  }
  return pairs > 0.0 ? above / pairs : 0.5;
}

void print_calibration(const char* material, const std::vector<Heard>& all) {
  const std::vector<Judged> words = judged(all);
  std::printf("\n%s: %zu words heard, area under the ROC curve %.3f.\n\n", material, words.size(),
              area_under_roc(words));
  std::printf("| confidence | words | mean confidence | right %% |\n|---|---|---|---|\n");
  constexpr int kBins = 5;
  for (int bin = 0; bin < kBins; ++bin) {
    double count = 0.0;
    double confidence = 0.0;
    double right = 0.0;
    for (const Judged& word : words) {
      if (std::min(kBins - 1, static_cast<int>(word.confidence * kBins)) != bin) continue;
      count += 1.0;
      confidence += word.confidence;
      right += word.is_right ? 1.0 : 0.0;
    }
    if (count == 0.0) continue;
    std::printf("| %.1f … %.1f | %.0f | %.2f | %.0f |\n", bin / static_cast<double>(kBins),
                (bin + 1) / static_cast<double>(kBins), count, confidence / count, 100.0 * right / count);
  }
}

void print_words(const std::vector<Heard>& all) {
  for (const Heard& heard : all) {
    for (std::size_t i = 0; i < heard.transcript.words.size(); ++i) {
      const auto& word = heard.transcript.words[i];
      std::printf("%s\t%.6g\t%d\t%s\n", heard.clip.group.c_str(), word.confidence, heard.errors.heard_right[i] ? 1 : 0,
                  word.text.c_str());
    }
  }
}

Result<std::vector<Heard>> hear_all(asr::Transcriber& engine, std::vector<SpokenClip> clips) {
  std::vector<Heard> all;
  for (SpokenClip& clip : clips) {
    TRY(Heard heard, hear(engine, std::move(clip)));
    all.push_back(std::move(heard));
  }
  return all;
}

Result<void> run(bool lists_words) {
  TRY(const auto engine, asr::make_pocketsphinx_transcriber());
  TRY(const auto real, hear_all(*engine, real_clips()));
  TRY(const auto synthetic, hear_all(*engine, synthetic_clips()));
  if (lists_words) {
    print_words(real);
    print_words(synthetic);
    return {};
  }
  print_errors(real, true);
  std::printf("\n");
  print_errors(synthetic, false);
  print_calibration("Real clips", real);
  print_calibration("Synthetic speech", synthetic);
  return {};
}

}  // namespace
}  // namespace timbre::words

int main(int argc, char** argv) {
  const auto done = timbre::words::run(argc > 1 && std::string_view(argv[1]) == "--words");
  if (!done.ok()) std::fprintf(stderr, "transcription_accuracy: %s\n", done.error().message.c_str());
  return done.ok() ? 0 : 1;
}
