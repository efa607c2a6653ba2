#include "score/profiles_json.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <string>
#include <utility>

#include "base/json.h"
#include "base/utf8.h"
#include "score/number_text.h"

namespace timbre::score {
namespace {

constexpr double kLongestS = 3.0 * 3600.0;  // what Timbre reads
constexpr double kLongestSilenceS = 5.0;
constexpr std::size_t kMaxTextBytes = 2000;
constexpr std::size_t kMaxNameBytes = 64;

struct Range {
  double from = 0.0;
  double to = 0.0;
};

template <typename Value>
struct Choice {
  std::string_view name;
  Value value;
};

/// One object of the file: takes its fields by name and keeps the first thing that was wrong.
class Fields {
 public:
  Fields(const Json& object, std::string where, std::optional<Error>& error)
      : object_(object), where_(std::move(where)), error_(error) {
    if (!object_.is_object()) fail("", "must be an object");
  }

  void only(std::initializer_list<std::string_view> known) {
    if (!object_.is_object()) return;
    for (const auto& [key, value] : object_.items()) {
      if (std::find(known.begin(), known.end(), key) == known.end()) fail(key, "is not a field of a profile");
    }
  }
  std::string text(const std::string& key) {
    const Json* value = find(key);
    if (value == nullptr || !value->is_string()) return fail(key, "must be a text"), std::string();
    std::string out = value->get<std::string>();
    if (out.size() > kMaxTextBytes) fail(key, "is longer than " + std::to_string(kMaxTextBytes) + " bytes");
    return out;
  }
  std::string text_or_none(const std::string& key) { return is_null(key) ? std::string() : text(key); }
  bool flag(const std::string& key) {
    const Json* value = find(key);
    if (value == nullptr || !value->is_boolean()) return fail(key, "must be true or false"), false;
    return value->get<bool>();
  }
  double number(const std::string& key, Range range) {
    const Json* value = find(key);
    if (value == nullptr || !value->is_number()) return fail(key, "must be a number"), range.from;
    const double out = value->get<double>();
    if (std::isfinite(out) && out >= range.from && out <= range.to) return out;
    fail(key, "is " + number_text(out, 3) + "; it must lie in " + number_text(range.from, 1) + " … " +
                  number_text(range.to, 1));
    return range.from;
  }
  std::optional<double> number_or_none(const std::string& key, Range range) {
    if (is_null(key)) return std::nullopt;
    return number(key, range);
  }
  template <typename Value, std::size_t kCount>
  Value choice(const std::string& key, const std::array<Choice<Value>, kCount>& choices) {
    const std::string name = text(key);
    std::string known;
    for (const auto& [option, value] : choices) {
      if (option == name) return value;
      known += (known.empty() ? "" : ", ") + std::string(option);
    }
    fail(key, "is '" + printable(name) + "'; it must be one of: " + known);
    return choices.front().value;
  }
  Fields object(const std::string& key) {
    static const Json none = Json::object();
    const Json* value = find(key);
    if (value == nullptr) fail(key, "is missing");
    return {value == nullptr ? none : *value, where_ + "." + key, error_};
  }
  void fail(const std::string& key, const std::string& what) {
    if (error_) return;
    const std::string field = key.empty() ? where_ : where_ + "." + printable(key);
    error_ = Error{ErrorKind::InvalidInput, field + ": " + what};
  }

 private:
  [[nodiscard]] const Json* find(const std::string& key) const {
    const auto found = object_.find(key);
    return object_.is_object() && found != object_.end() ? &*found : nullptr;
  }
  [[nodiscard]] bool is_null(const std::string& key) const {
    const Json* value = find(key);
    return value == nullptr || value->is_null();
  }

  const Json& object_;
  std::string where_;
  std::optional<Error>& error_;
};

constexpr std::array kBeyonds{Choice<Beyond>{"accepts", Beyond::Accepts}, Choice<Beyond>{"refuses", Beyond::Refuses},
                              Choice<Beyond>{"truncates", Beyond::Truncates}, Choice<Beyond>{"warns", Beyond::Warns},
                              Choice<Beyond>{"cuts_at_silence", Beyond::CutsAtSilence}};
constexpr std::array kLowRates{Choice<LowRate>{"refuses", LowRate::Refuses},
                               Choice<LowRate>{"resamples", LowRate::Resamples}};
constexpr std::array kLevels{Choice<LevelMeasure>{"lufs", LevelMeasure::Lufs},
                             Choice<LevelMeasure>{"rms", LevelMeasure::Rms}};
constexpr std::array kNeeds{Choice<WordsNeed>{"none", WordsNeed::None},
                            Choice<WordsNeed>{"optional", WordsNeed::Optional},
                            Choice<WordsNeed>{"required", WordsNeed::Required}};
constexpr std::array kEncodings{Choice<ClipEncoding>{"pcm16", ClipEncoding::Pcm16},
                                Choice<ClipEncoding>{"pcm24", ClipEncoding::Pcm24},
                                Choice<ClipEncoding>{"float32", ClipEncoding::Float32}};

/// A name is also a folder and an argument: nothing that a file system or a shell could read otherwise.
bool is_name(std::string_view name) {
  const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  if (name.empty() || name.size() > kMaxNameBytes || !is_plain(name.front())) return false;
  return std::all_of(name.begin(), name.end(), [&](char c) { return is_plain(c) || c == '-' || c == '.'; });
}

void read_length(Profile& out, Fields fields) {
  fields.only({"min_s", "ideal_from_s", "ideal_to_s", "limit_s", "beyond", "first_s"});
  out.min_duration_s = fields.number("min_s", {0.5, kLongestS});
  out.ideal_from_s = fields.number("ideal_from_s", {0.5, kLongestS});
  out.ideal_to_s = fields.number("ideal_to_s", {0.5, kLongestS});
  out.limit_s = fields.number_or_none("limit_s", {0.5, kLongestS});
  out.first_s = fields.number_or_none("first_s", {0.5, kLongestS});
  out.beyond = fields.choice("beyond", kBeyonds);
  if (out.ideal_from_s <= out.min_duration_s) fields.fail("ideal_from_s", "must be above min_s");
  if (out.ideal_to_s <= out.ideal_from_s) fields.fail("ideal_to_s", "must be above ideal_from_s");
  if (!out.limit_s && out.beyond != Beyond::Accepts) fields.fail("limit_s", "is needed for what happens beyond it");
  if (out.limit_s && out.beyond == Beyond::Accepts) fields.fail("limit_s", "must be null where nothing happens there");
  const bool is_hard = out.beyond == Beyond::Refuses;
  if (out.limit_s && (is_hard ? *out.limit_s <= out.ideal_to_s : *out.limit_s < out.ideal_to_s)) {
    fields.fail("limit_s", is_hard ? "must be above ideal_to_s" : "must not be below ideal_to_s");
  }
  if (is_hard) out.max_duration_s = out.limit_s;
}

void read_rate(Profile& out, Fields fields) {
  fields.only({"min_hz", "wanted_hz", "below"});
  out.min_rate_hz = fields.number("min_hz", {8000, 192000});
  const double wanted = fields.number("wanted_hz", {8000, 192000});
  out.wanted_rate_hz = static_cast<int>(wanted);
  if (wanted != out.wanted_rate_hz) fields.fail("wanted_hz", "must be a whole number");
  if (wanted < out.min_rate_hz) fields.fail("wanted_hz", "must not be below min_hz");
  out.low_rate = fields.choice("below", kLowRates);
}

void read_silence(Profile& out, Fields fields) {
  fields.only({"lead_s", "tail_s", "max_pause_s"});
  out.lead_s = fields.number("lead_s", {0, kLongestSilenceS});
  out.tail_s = fields.number("tail_s", {0, kLongestSilenceS});
  out.max_pause_s = fields.number_or_none("max_pause_s", {0.15, 60});
}

void read_level(Profile& out, Fields fields) {
  fields.only({"measure", "target_db", "true_peak_dbtp", "own"});
  out.level_measure = fields.choice("measure", kLevels);
  out.level_target_db = fields.number("target_db", {-40, -10});
  out.true_peak_limit_dbtp = fields.number("true_peak_dbtp", {-12, -0.1});
  out.own_level = fields.text_or_none("own");
}

Profile read_profile(Fields fields) {
  fields.only({"name", "title", "source", "is_reported", "length", "rate", "encoding", "silence", "level", "transcript",
               "language", "notes"});
  Profile out;
  out.name = fields.text("name");
  if (!is_name(out.name)) {
    fields.fail("name", "is '" + printable(out.name) + "'; up to 64 of a-z, 0-9, '-' and '.', a letter or digit first");
  }
  out.title = fields.text("title");
  out.source = fields.text("source");
  if (out.source.empty()) fields.fail("source", "must say where the limits come from");
  out.is_reported = fields.flag("is_reported");
  read_length(out, fields.object("length"));
  read_rate(out, fields.object("rate"));
  out.encoding = fields.choice("encoding", kEncodings);
  read_silence(out, fields.object("silence"));
  if (out.lead_s + out.tail_s >= out.min_duration_s) {
    fields.fail("silence", "lead_s and tail_s together leave no room for speech within length.min_s");
  }
  read_level(out, fields.object("level"));
  out.words = fields.choice("transcript", kNeeds);
  out.needs_transcript = out.words == WordsNeed::Required;
  out.language = fields.text_or_none("language");
  out.notes = fields.text_or_none("notes");
  return out;
}

Error taken_error(std::string_view origin, const std::string& name) {
  return {ErrorKind::InvalidInput,
          "'" + printable(origin) + "': profile '" + name + "': name is taken; choose another"};
}

bool has_name(const std::vector<Profile>& profiles, const std::string& name) {
  return std::any_of(profiles.begin(), profiles.end(), [&](const Profile& known) { return known.name == name; });
}

}  // namespace

Result<std::vector<Profile>> parse_profiles(std::string_view json, std::string_view origin) {
  const std::string file = "'" + printable(origin) + "'";
  const Json parsed = Json::parse(json, nullptr, false);
  if (parsed.is_discarded()) return Error{ErrorKind::InvalidInput, file + ": is not JSON"};
  std::optional<Error> error;
  Fields top(parsed, file, error);
  top.only({"version", "profiles"});
  if (top.number("version", {1, 1}) != 1.0) top.fail("version", "must be 1");
  if (!error && (!parsed.contains("profiles") || !parsed["profiles"].is_array() || parsed["profiles"].empty())) {
    top.fail("profiles", "must be a list of at least one profile");
  }
  if (error) return *error;
  std::vector<Profile> out;
  for (const Json& entry : parsed["profiles"]) {
    Profile profile = read_profile({entry, file + ": profiles[" + std::to_string(out.size()) + "]", error});
    if (error) return *error;
    if (has_name(out, profile.name)) return taken_error(origin, profile.name);
    out.push_back(std::move(profile));
  }
  return out;
}

Result<std::vector<Profile>> load_profiles(FileSystem& disk, const std::filesystem::path& folder) {
  std::vector<Profile> all(profiles().begin(), profiles().end());
  TRY(const FileStatus status, disk.status(folder));
  if (status.kind != FileKind::Directory) return all;
  TRY(const auto files, disk.list_recursively(folder));
  for (const auto& file : files) {
    if (file.extension() != ".json") continue;
    TRY(const std::string bytes, disk.read(file, kMaxProfilesBytes));
    TRY(auto more, parse_profiles(bytes, file.string()));
    for (Profile& profile : more) {
      if (has_name(all, profile.name)) return taken_error(file.string(), profile.name);
      all.push_back(std::move(profile));
    }
  }
  return all;
}

}  // namespace timbre::score
