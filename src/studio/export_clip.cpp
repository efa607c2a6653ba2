#include "studio/export_clip.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <utility>

#include "audio/codec/wav_writer.h"
#include "base/utc_time.h"
#include "base/utf8.h"
#include "base/version.h"
#include "measure/channels.h"
#include "measure/take_meter.h"
#include "score/number_text.h"
#include "score/score.h"
#include "studio/clip_check.h"
#include "studio/clip_record.h"
#include "studio/frame_collector.h"
#include "studio/staged_files.h"
#include "text/ref_text.h"

namespace timbre::studio {
namespace {

/// Voice activity finds an edge of speech within this.
constexpr double kSilenceRemarkS = 0.15;
constexpr std::array kClipFiles{"clip.wav", "ref_text.txt", "scorecard.json"};

/// One profile on its way.
struct Job {
  ExportedClip clip;
  ClipPlan plan;
};

audio::WavEncoding wav_encoding(score::ClipEncoding encoding) {
  constexpr std::array kEncodings{audio::WavEncoding::Pcm16, audio::WavEncoding::Pcm24, audio::WavEncoding::Float32};
  return kEncodings[static_cast<std::size_t>(encoding)];
}

std::string times(std::size_t count) { return count == 1 ? "once" : std::to_string(count) + " times"; }

std::string date_of(const FileStatus& status) {
  return status.modified ? utc_date(unix_ms(*status.modified)) : std::string();
}

class Exporter {
 public:
  Exporter(const std::filesystem::path& take, FileSystem& disk, const ExportOptions& options)
      : take_(take), disk_(disk), options_(options), files_(disk, options.may_replace) {}

  Result<void> check() {
    TRY(reader_, audio::AudioReader::open(take_, options_.decode));
    TRY(form_, master_form(reader_->stored(), options_.master));
    result_.master = options_.out / form_.file_name();
    return check_targets();
  }

  Result<ExportResult> run() {
    TRY_VOID(check());
    TRY_VOID(write_master(*reader_));
    TRY_VOID(choose_windows());
    TRY_VOID(collect_samples());
    for (Job& job : jobs_) TRY_VOID(write_clip(job));
    TRY_VOID(stop_if_cancelled());
    TRY_VOID(leave_trace());
    TRY_VOID(files_.publish());
    for (Job& job : jobs_) result_.clips.push_back(std::move(job.clip));
    return std::move(result_);
  }

 private:
  [[nodiscard]] std::filesystem::path folder_of(const score::Profile& profile) const {
    const bool has_own = options_.has_folder_per_profile || options_.profiles.size() > 1;
    return has_own ? options_.out / profile.name : options_.out;
  }

  /// Before any work, so that nobody waits for a "no".
  Result<void> check_targets() {
    TRY_VOID(files_.check(result_.master, take_));
    for (const score::Profile* profile : options_.profiles) {
      for (const char* name : kClipFiles) TRY_VOID(files_.check(folder_of(*profile) / name, take_));
    }
    return {};
  }

  [[nodiscard]] Result<void> stop_if_cancelled() const {
    if (!options_.cancel.is_cancelled()) return {};
    return Error{ErrorKind::Cancelled, "stopped; nothing was written"};
  }

  /// Ids, sums and names of models; nothing of what was said, and no name of a file.
  [[nodiscard]] Result<void> leave_trace() const {
    if (options_.log == nullptr) return {};
    std::string profiles;
    for (const Job& job : jobs_) profiles += (profiles.empty() ? "" : ",") + job.clip.profile->name;
    TRY_VOID(
        options_.log->append({safety::AuditAct::Exported,
                              "",
                              {{"take", options_.take_id}, {"take_sound_sha256", take_sum_}, {"profiles", profiles}}}));
    return {};
  }

  /// First listening: measures, and keeps every sample.
  Result<void> write_master(audio::AudioReader& reader) {
    TRY(const FileStatus status, disk_.status(take_));
    name_ = options_.name.value_or(TakeName{take_.stem().string(), take_.filename().string(), date_of(status)});
    const audio::AudioTags tags{.title = name_.title,
                                .date = name_.date,
                                .software = "timbre " + std::string(kVersion),
                                .source = name_.source};
    TRY(const auto file, files_.open(result_.master));
    TRY(const auto writer, open_master(*file, reader.format(), form_, tags));
    measure::TakeMeter meter(reader.format(),
                             {.curves = measure::KeepCurves::Yes, .threads = measure::MeterThreads::Two});
    SampleSum sum;
    for (;;) {
      TRY_VOID(stop_if_cancelled());
      TRY(const audio::AudioView block, reader.read_block());
      if (block.empty()) break;
      meter.push(block);
      sum.push(block);
      frame_count_ += block.frame_count();
      TRY_VOID(writer->write(block));
    }
    TRY_VOID(writer->finish());
    TRY_VOID(file->sync());
    rate_hz_ = reader.format().sample_rate_hz;
    take_sum_ = sum.finish_hex();
    measured_ = meter.finish(reader.stored());
    result_.notes = reader.notes();
    result_.master_info = {reader.format(), form_, static_cast<double>(frame_count_) / rate_hz_};
    return {};
  }

  Result<void> choose_windows() {
    const measure::TakeCurves& curves = *measured_.curves;
    const measure::Findings& findings = measured_.measurements.findings;
    const text::Transcript* transcript = options_.transcript ? &*options_.transcript : nullptr;
    const score::WindowEvidence evidence{
        measured_.activity, curves.levels,      curves.pitch,     measured_.measurements.events,
        transcript,         findings.cut_start, findings.cut_end, !options_.ref_text.empty()};
    for (const score::Profile* profile : options_.profiles) {
      auto window = options_.window ? score::chosen_window(evidence, *profile, *options_.window)
                                    : score::find_best_window(evidence, *profile);
      if (!window.ok()) {
        result_.skipped.push_back({profile, window.error().message});
        continue;
      }
      Job job;
      job.clip.profile = profile;
      job.clip.folder = folder_of(*profile);
      job.clip.window = *std::move(window);
      job.plan = plan_clip(job.clip.window, *profile, rate_hz_, frame_count_);
      jobs_.push_back(std::move(job));
    }
    if (!jobs_.empty()) return {};
    const std::string shown = options_.name ? options_.name->title : take_.string();
    return Error{ErrorKind::InvalidInput, "'" + printable(shown) + "': " + result_.skipped.front().why};
  }

  /// Second listening, to the master: proves that it holds the take, and takes the windows out of it.
  Result<void> collect_samples() {
    const measure::TakeCurves& curves = *measured_.curves;
    std::vector<FrameRange> ranges;
    for (const Job& job : jobs_) ranges.push_back(job.plan.kept);
    const auto tone = find_room_tone_stretch(measured_.activity, curves.levels, measured_.measurements.events, rate_hz_,
                                             frame_count_);
    ranges.push_back(tone.value_or(FrameRange{}));
    TRY(const auto reader, audio::AudioReader::open(files_.staged_path(result_.master), options_.decode));
    FrameCollector collector(reader->format(), std::move(ranges));
    SampleSum sum;
    for (;;) {
      TRY_VOID(stop_if_cancelled());
      TRY(const audio::AudioView block, reader->read_block());
      if (block.empty()) break;
      sum.push(block);
      collector.push(block);
    }
    if (sum.finish_hex() != take_sum_) {
      return Error{ErrorKind::Internal, "the master does not hold the samples of '" + printable(take_.string()) +
                                            "'; nothing was written. Please report this"};
    }
    samples_ = collector.finish();
    room_tone_ = std::move(samples_.back());
    samples_.pop_back();
    return {};
  }

  Result<void> write_clip(Job& job) {
    TRY_VOID(stop_if_cancelled());
    ExportedClip& clip = job.clip;
    const score::Profile& profile = *clip.profile;
    const std::size_t index = static_cast<std::size_t>(&job - jobs_.data());
    TRY(const ClipAudio audio, make_clip(samples_[index], room_tone_, rate_hz_, job.plan, profile));
    TRY(const std::string bytes, audio::encode_wav(audio.samples.view(), wav_encoding(profile.encoding)));
    const auto path = clip.folder / "clip.wav";
    TRY_VOID(files_.write(path, bytes));
    TRY(CheckedClip checked, check_clip(files_.staged_path(path), audio.level, clip.window, profile, options_.decode));
    clip.level = checked.level;
    clip.duration_s = checked.duration_s;
    clip.lead_s = checked.lead_s;
    clip.tail_s = checked.tail_s;
    clip.scorecard = std::move(checked.scorecard);
    clip.scorecard.file = "clip.wav";
    add_words(clip);
    add_warnings(clip);
    if (!clip.ref_text.empty()) TRY_VOID(files_.write(clip.folder / "ref_text.txt", clip.ref_text + "\n"));
    score::ScoreOptions as_profile;
    as_profile.profile = &profile;
    const score::Scorecard take = score::score_measurements(measured_.measurements, as_profile);
    const std::string record = clip_record(clip, take, name_.source, result_.master.filename().string());
    return files_.write(clip.folder / "scorecard.json", record);
  }

  [[nodiscard]] bool is_ref_text_of_take() const { return !options_.ref_text.empty() && !options_.is_ref_text_of_clip; }
  [[nodiscard]] bool is_text_known() const {
    return options_.transcript && options_.transcript->engine == asr::kKnownTextEngine;
  }
  /// Where the reader did not keep to the text, within the clip.
  [[nodiscard]] std::vector<asr::Departure> departures_in(const score::ClipWindow& window) const {
    std::vector<asr::Departure> inside;
    for (const asr::Departure& one : options_.departures) {
      if (one.range.start_s <= window.speech.end_s && one.range.end_s >= window.speech.start_s) inside.push_back(one);
    }
    return inside;
  }

  void add_words(ExportedClip& clip) const {
    const bool is_part = is_text_known() && clip.window.word_count < options_.transcript->words.size();
    const bool departs = !departures_in(clip.window).empty();
    const bool is_written_as_is = options_.is_ref_text_of_clip || (!is_part && !departs);
    if (!options_.ref_text.empty() && is_written_as_is) {
      clip.ref_text = text::edited_ref_text(options_.ref_text);
      clip.words = WordsFrom::User;
      return;
    }
    if (!options_.transcript || clip.window.word_count == 0) return;
    text::Transcript part = *options_.transcript;
    const auto first = options_.transcript->words.begin() + static_cast<std::ptrdiff_t>(clip.window.first_word);
    part.words.assign(first, first + static_cast<std::ptrdiff_t>(clip.window.word_count));
    clip.ref_text = text::machine_ref_text(part);
    clip.words = is_text_known() ? WordsFrom::KnownText : WordsFrom::Machine;
  }

  void add_warnings(ExportedClip& clip) const {
    const score::Profile& p = *clip.profile;
    const auto warn = [&clip](std::string text) { clip.warnings.push_back(std::move(text)); };
    const auto db = [](double value) { return score::number_text(value, 1); };
    if (clip.level.is_held_back) {
      warn("the true peak limit of " + db(p.true_peak_limit_dbtp) + " dBTP holds the level at " +
           db(clip.level.level_db) + (p.level_measure == score::LevelMeasure::Lufs ? " LUFS" : " dB RMS") + "; " +
           db(p.level_target_db) + " was the aim");
    }
    if (!clip.window.is_ideal) {
      warn(score::number_text(clip.duration_s, 1) + " s lies outside the ideal " + db(p.ideal_from_s) + " to " +
           db(p.ideal_to_s) + " s");
    }
    if (p.max_pause_s && clip.window.longest_pause_s > *p.max_pause_s) {
      warn("its longest pause is " + score::number_text(clip.window.longest_pause_s, 2) + " s; " + db(*p.max_pause_s) +
           " s at most is wanted");
    }
    const auto differs = [](const std::optional<double>& found, double wanted) {
      return found && std::abs(*found - wanted) > kSilenceRemarkS;
    };
    if (differs(clip.lead_s, p.lead_s) || differs(clip.tail_s, p.tail_s)) {
      warn("voice is found from " + score::number_text(clip.lead_s.value_or(0.0), 2) + " s after its start to " +
           score::number_text(clip.tail_s.value_or(0.0), 2) + " s before its end; " + db(p.lead_s) + " and " +
           db(p.tail_s) + " s were the aim: listen to both ends");
    }
    if (rate_hz_ < p.wanted_rate_hz) {
      warn("the take has " + std::to_string(rate_hz_) + " Hz; at " + std::to_string(p.wanted_rate_hz) +
           " Hz the top of the band is empty");
    }
    warn_of_words(clip);
  }

  void warn_of_words(ExportedClip& clip) const {
    const bool is_needed = clip.profile->words == score::WordsNeed::Required;
    switch (clip.words) {
      case WordsFrom::Nobody:
        if (is_needed) {
          clip.warnings.push_back(clip.profile->title + " needs the exact words, and there is no ref_text.txt" +
                                  (options_.no_transcript_why.empty() ? "" : ": " + options_.no_transcript_why) + ". " +
                                  options_.words_advice);
        }
        return;
      case WordsFrom::User:
        if (is_ref_text_of_take() && !clip.window.is_all_speech && !is_text_known()) {
          clip.warnings.push_back(
              "the clip is a part of the take, from " + score::number_text(clip.window.speech.start_s, 2) + " to " +
              score::number_text(clip.window.speech.end_s, 2) + " s; make sure that your words are those of this part");
        }
        return;
      case WordsFrom::KnownText:
        if (const auto inside = departures_in(clip.window); !inside.empty()) {
          clip.warnings.push_back("what was said departs from the text " + times(inside.size()) + ", first at " +
                                  score::number_text(inside.front().range.start_s, 2) +
                                  " s of the take: listen, and correct ref_text.txt");
        }
        return;
      case WordsFrom::Machine: {
        const auto confidence = options_.transcript->confidence();
        const bool is_uncertain = confidence && *confidence < text::kUncertainBelow;
        clip.warnings.push_back(is_uncertain
                                    ? "a machine wrote ref_text.txt and is not sure of it: listen and correct it"
                                    : "a machine wrote ref_text.txt: check it against the clip");
        return;
      }
    }
  }

  const std::filesystem::path& take_;
  FileSystem& disk_;
  const ExportOptions& options_;
  StagedFiles files_;
  std::unique_ptr<audio::AudioReader> reader_;
  MasterForm form_;
  ExportResult result_;
  TakeName name_;
  int rate_hz_ = 0;
  std::size_t frame_count_ = 0;
  std::string take_sum_;
  measure::MeasuredTake measured_;
  std::vector<Job> jobs_;
  std::vector<std::vector<float>> samples_;  // one per job
  std::vector<float> room_tone_;
};

}  // namespace

std::string_view to_string(WordsFrom from) {
  constexpr std::array<std::string_view, 4> kNames{"nobody", "user", "known_text", "machine"};
  return kNames[static_cast<std::size_t>(from)];
}

Result<void> check_export(const std::filesystem::path& take, FileSystem& disk, const ExportOptions& options) {
  if (take == "-") {
    return Error{ErrorKind::InvalidInput, "an export needs a file: standard input cannot be read twice"};
  }
  if (options.profiles.empty()) return Error{ErrorKind::InvalidInput, "no profile was named"};
  return Exporter(take, disk, options).check();
}

Result<ExportResult> export_clip(const std::filesystem::path& take, FileSystem& disk, const ExportOptions& options) {
  TRY_VOID(check_export(take, disk, options));
  return Exporter(take, disk, options).run();
}

}  // namespace timbre::studio
