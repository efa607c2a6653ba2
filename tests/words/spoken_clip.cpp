#include "words/spoken_clip.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>

#include "base/testing/test_data.h"

namespace timbre::words {
namespace {

namespace fs = std::filesystem;

std::string shell_quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string output_of(const std::string& command) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string out;
  std::array<char, 65536> block{};
  if (pipe == nullptr) return out;
  while (const std::size_t count = std::fread(block.data(), 1, block.size(), pipe.get())) {
    out.append(block.data(), count);
  }
  return out;
}

/// By the ffmpeg program, from a file or from what a command writes.
std::vector<float> at_16_khz(const std::string& command_before, const std::string& input) {
  const std::string bytes =
      output_of(command_before + "ffmpeg -nostdin -v error -i " + input + " -ac 1 -ar 16000 -f f32le -");
  std::vector<float> samples(bytes.size() / sizeof(float));
  std::copy_n(bytes.data(), samples.size() * sizeof(float), reinterpret_cast<char*>(samples.data()));
  return samples;
}

std::string file_text(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

void add(std::vector<SpokenClip>& clips, const std::string& group, const fs::path& path, std::string text) {
  SpokenClip clip{group, path.stem().string(), std::move(text), {}};
  if (fs::exists(path)) clip.samples = at_16_khz("", shell_quoted(path.string()));
  if (!clip.samples.empty()) clips.push_back(std::move(clip));
}

/// metadata.csv: name|text or name|text|text with numbers spelled out.
void add_listed(std::vector<SpokenClip>& clips, const std::string& group) {
  const fs::path folder = test_data_folder() / "speech" / group;
  std::istringstream lines(file_text(folder / "metadata.csv"));
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.find('|') == std::string::npos) continue;
    add(clips, group, folder / (line.substr(0, line.find('|')) + ".wav"), line.substr(line.rfind('|') + 1));
  }
}

constexpr std::array kSentences = {
    "The boat left the harbour before anyone on the shore had noticed the weather.",
    "My sister keeps a small garden behind the house where she grows beans and roses.",
    "Could you tell me which road goes to the station and how long it takes to walk there?",
    "We had planned to stay for a week, but the first snow came early that year.",
};

struct Voice {
  const char* group;
  const char* command;  ///< writes a WAV to standard output, or to standard output's file, given a quoted text
};
constexpr std::array kVoices = {
    Voice{"espeak-ng en-us", "espeak-ng -v en-us --stdout "},
    Voice{"espeak-ng en-gb, fast", "espeak-ng -v en-gb -s 200 --stdout "},
    Voice{"flite slt", "flite -voice slt -o /dev/stdout -t "},
    Voice{"flite rms", "flite -voice rms -o /dev/stdout -t "},
    Voice{"flite awb", "flite -voice awb -o /dev/stdout -t "},
    Voice{"flite kal16", "flite -voice kal16 -o /dev/stdout -t "},
};

}  // namespace

std::vector<SpokenClip> real_clips() {
  std::vector<SpokenClip> clips;
  const fs::path speech = test_data_folder() / "speech";
  add(clips, "librivox", speech / "librivox/en_ohenry_chenevert.wav",
      file_text(speech / "librivox/en_ohenry_chenevert.txt"));
  add_listed(clips, "ljspeech");
  add_listed(clips, "vctk");
  add(clips, "jfk, 1961 broadcast", speech / "jfk.wav",
      "And so, my fellow Americans, ask not what your country can do for you; ask what you can do for your country.");
  return clips;
}

std::vector<SpokenClip> synthetic_clips() {
  std::vector<SpokenClip> clips;
  for (const Voice& voice : kVoices) {
    for (std::size_t i = 0; i < kSentences.size(); ++i) {
      SpokenClip clip{voice.group, "sentence " + std::to_string(i + 1), kSentences[i], {}};
      clip.samples = at_16_khz(std::string(voice.command) + shell_quoted(kSentences[i]) + " 2>/dev/null | ", "pipe:0");
      if (!clip.samples.empty()) clips.push_back(std::move(clip));
    }
  }
  return clips;
}

}  // namespace timbre::words
