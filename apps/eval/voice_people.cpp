#include "voice_people.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>

#include "audio/codec/decode.h"
#include "base/parallel.h"
#include "dsp/resample.h"
#include "eval/speaker_table.h"

namespace timbre::app {
namespace {

constexpr double kPauseS = 0.2;

Result<std::vector<Recording>> read_recordings(const std::filesystem::path& folder,
                                               const std::vector<std::string>& files) {
  std::vector<Recording> all;
  for (const std::string& file : files) {
    TRY(const auto decoded, audio::decode_file(folder / file));
    const int rate_hz = decoded.audio.format().sample_rate_hz;
    all.push_back({file, dsp::resample(decoded.audio.channel(0), rate_hz, kJudgedAtHz)});
  }
  return all;
}

/// Moves the first recordings into the reference.
void take_reference(std::vector<Recording> recordings, Person& person) {
  constexpr auto kMost = static_cast<std::size_t>(kReferenceS * kJudgedAtHz);
  auto& samples = person.reference.samples;
  std::size_t taken = 0;
  for (; taken + 1 < recordings.size(); ++taken) {
    const auto& next = recordings[taken].samples;
    const std::size_t pause = taken == 0 ? 0 : static_cast<std::size_t>(kPauseS * kJudgedAtHz);
    if (taken > 0 && samples.size() + pause + next.size() > kMost) break;
    samples.insert(samples.end(), pause, 0.0F);
    samples.insert(samples.end(), next.begin(), next.end());
    person.reference_files.push_back(recordings[taken].file);
  }
  samples.resize(std::min(samples.size(), kMost));
  person.others.assign(std::make_move_iterator(recordings.begin() + static_cast<std::ptrdiff_t>(taken)),
                       std::make_move_iterator(recordings.end()));
}

Result<Person> read_person(const std::filesystem::path& folder, const std::string& speaker,
                           const std::vector<std::string>& files, std::uint64_t seed) {
  if (files.size() < 2) {
    return Error{ErrorKind::InvalidInput, "speaker " + speaker + " in " + folder.string() +
                                              " has one recording; two are needed: one to clone, one to compare with"};
  }
  TRY(auto recordings, read_recordings(folder, files));
  Person person;
  take_reference(std::move(recordings), person);
  TRY(person.reference_prosody, prosody_of(person.reference.samples));
  person.all_prosody = person.reference_prosody;
  for (const auto& other : person.others) {
    TRY(const Prosody one, prosody_of(other.samples));
    person.all_prosody.add(one);
  }
  person.reference.speaker = speaker;
  person.reference.rate_hz = kJudgedAtHz;
  person.reference.f0_median_hz = person.reference_prosody.f0_median_hz();
  person.reference.syllables_hz = person.reference_prosody.syllables_hz();
  person.reference.seed = seed;
  return person;
}

}  // namespace

Result<std::vector<Person>> read_people(FileSystem& disk, const std::filesystem::path& folder, std::size_t count,
                                        std::uint64_t seed, std::size_t thread_count) {
  TRY(const auto set, eval::speaker_set_of_folder(disk, folder.filename().string(), folder));
  std::map<std::string, std::vector<std::string>> files_of;
  for (const auto& utterance : set.utterances) files_of[utterance.speaker].push_back(utterance.file);
  std::vector<std::string> speakers;
  for (auto& [speaker, files] : files_of) {
    std::sort(files.begin(), files.end());
    speakers.push_back(speaker);
  }
  speakers.resize(std::min(speakers.size(), count));
  std::vector<Result<Person>> read(speakers.size(), Error{ErrorKind::NotFound, "not read"});
  parallel_for(speakers.size(), thread_count,
               [&](std::size_t i) { read[i] = read_person(folder, speakers[i], files_of.at(speakers[i]), seed); });
  std::vector<Person> people;
  for (auto& one : read) {
    if (!one.ok()) return one.error();
    people.push_back(std::move(*one));
  }
  return people;
}

}  // namespace timbre::app
