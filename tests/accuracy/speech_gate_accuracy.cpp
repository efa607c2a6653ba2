// Prints what the speech gate makes of labelled files: usage: speech_gate_accuracy FOLDER, which holds other/ and
// speech/ (no_speech_material.py makes them). One line a file that is judged wrongly, then the counts and the margins.
// Rung: oracle (labels).

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <vector>

#include "asr/transcriber.h"
#include "audio/codec/decode.h"
#include "dsp/resample.h"
#include "measure/channels.h"
#include "studio/speech_gate.h"

namespace {

using namespace timbre;

std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

Result<studio::GatedSpeech> gate(const std::filesystem::path& path) {
  TRY(const auto decoded, audio::decode_file(path));
  const auto mono = measure::analysis_signal(decoded.audio.view());
  TRY(auto spill, studio::SampleSpill::create());
  TRY_VOID(spill.append(dsp::resample(mono.channel(0), mono.view().sample_rate_hz(), asr::kTranscriberRateHz,
                                      dsp::ResampleQuality::Analysis)));
  return studio::find_speech(spill, {});
}

void print_row(const std::string& name, const measure::SpeechLikeness& found) {
  std::printf("| %s | %.2f | %.2f | %.3f | %.2f | %.2f | %.2f |\n", name.c_str(), found.speech_s, found.voiced_share,
              found.glide_st, found.steady_share, found.shape_change_db, found.shape_spread_db);
}

/// Judges all files of one label and prints those that are judged otherwise; how many that were.
bool judge(const std::filesystem::path& folder, bool is_speech) {
  std::size_t count = 0;
  std::size_t claimed = 0;
  std::size_t wrong = 0;
  for (const auto& path : files_below(folder)) {
    const auto found = gate(path);
    if (!found.ok()) {
      std::fprintf(stderr, "%s\n", found.error().message.c_str());
      return false;
    }
    ++count;
    claimed += found->whole.speech_s > 0.0 ? 1 : 0;
    if (found->stretches.empty() != is_speech) continue;
    ++wrong;
    print_row(path.stem().string(), found->whole);
  }
  std::printf("%s: %zu files, %zu claimed by voice activity, %zu judged wrongly\n", folder.c_str(), count, claimed,
              wrong);
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: speech_gate_accuracy FOLDER\n");
    return 2;
  }
  std::printf("| judged wrongly | claimed s | voiced | glide st | steady | change dB | spread dB |\n");
  const std::filesystem::path folder(argv[1]);
  return judge(folder / "other", false) && judge(folder / "speech", true) ? 0 : 1;
}
