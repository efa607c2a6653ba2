#include "watermark/marked_clips.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>

#include "base/testing/test_data.h"

namespace timbre::watermark {
namespace {

/// A file's reader: the folder it lies in, or its own name for the files that hold one reader each.
std::string reader_of(const std::filesystem::path& path) {
  const std::string folder = path.parent_path().filename().string();
  return folder == "speech" || folder == "librivox" ? path.stem().string() : folder;
}

void cut(const std::string& name, int rate_hz, const Samples& joined, std::vector<Clip>& clips) {
  const auto length = static_cast<std::size_t>(kClipS * rate_hz);
  for (std::size_t start = 0; start + length <= joined.size(); start += length) {
    const auto first = joined.begin() + static_cast<std::ptrdiff_t>(start);
    clips.push_back({name + "-" + std::to_string(start / length), rate_hz,
                     Samples(first, first + static_cast<std::ptrdiff_t>(length))});
  }
}

struct Reading {
  const char* voice;
  const char* text;
};

constexpr std::array<Reading, 6> kReadings = {{
    {"en-us",
     "The harbour was quiet before the sun came up, and the first boats were only dark shapes on the water. A man with "
     "a red lamp walked along the pier, counting the ropes, and when he reached the end he turned around and counted "
     "them again, because yesterday there had been one more."},
    {"en-gb",
     "Every measurement begins with a question that can be answered by a number. Put the kettle on, sit down at the "
     "table, and write the question on a clean sheet of paper before you touch any of the instruments; you will be "
     "surprised how often the instruments are not needed at all."},
    {"de",
     "Am Morgen lag noch Nebel über dem Fluss, und die Fähre fuhr langsamer als sonst. Der Fährmann zählte die Glocken "
     "vom anderen Ufer, nickte zufrieden und erzählte seinen drei Fahrgästen zum zweiten Mal die Geschichte von der "
     "Brücke, die nie gebaut wurde."},
    {"es",
     "La panadería abre a las seis, pero el olor del pan llega a la plaza mucho antes. Mi abuela decía que quien se "
     "levanta con ese olor no puede tener un mal día, y los domingos bajaba con una bolsa de tela y volvía con dos "
     "barras y todas las noticias del barrio."},
    {"fr",
     "Le petit train traverse la vallée deux fois par jour, et les enfants connaissent par cœur le bruit qu'il fait "
     "sur le vieux pont. Quand il neige, le chauffeur siffle trois fois pour prévenir les gens du village, et tout le "
     "monde sort sur le pas de la porte."},
    {"it",
     "Sulla collina sopra il paese c'è una casa gialla con le finestre sempre aperte. Chi passa di lì sente suonare un "
     "pianoforte, ogni giorno lo stesso pezzo, ogni giorno un poco meglio, e nessuno ha mai visto chi lo suona così a "
     "lungo."},
}};
constexpr std::array<const char*, 8> kVariants = {"", "+f2", "+m3", "+f4", "+m7", "+f1", "+m1", "+f3"};

}  // namespace

std::vector<Clip> real_clips() {
  std::map<std::string, Clip> readers;
  for (const auto& path : test_data_clips("speech")) {
    Clip clip = accuracy::read_clip(path);
    Clip& reader = readers[reader_of(path)];
    reader.rate_hz = clip.rate_hz;
    reader.samples.insert(reader.samples.end(), clip.samples.begin(), clip.samples.end());
  }
  std::vector<Clip> clips;
  for (const auto& [name, reader] : readers) cut(name, reader.rate_hz, reader.samples, clips);
  return clips;
}

std::vector<Clip> synthetic_clips(std::size_t count) {
  std::vector<Clip> clips;
  const auto file = std::filesystem::temp_directory_path() / ("timbre-espeak-" + std::to_string(::getpid()) + ".wav");
  for (std::size_t i = 0; clips.size() < count && i < kReadings.size() * kVariants.size(); ++i) {
    const Reading& reading = kReadings[i % kReadings.size()];
    const std::string voice = std::string(reading.voice) + kVariants[i / kReadings.size()];
    const std::string command =
        "espeak-ng -v " + voice + " -w '" + file.string() + "' \"" + reading.text + "\" 2>/dev/null";
    if (std::system(command.c_str()) != 0) continue;
    const Clip spoken = accuracy::read_clip(file);
    cut("espeak-" + voice, spoken.rate_hz, spoken.samples, clips);
  }
  std::error_code ignored;
  std::filesystem::remove(file, ignored);
  clips.resize(std::min(count, clips.size()));
  return clips;
}

}  // namespace timbre::watermark
