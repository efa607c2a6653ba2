#include "train/feature_store.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file_system.h"
#include "base/unique_fd.h"

namespace timbre::train {
namespace {

constexpr double kStepsPerUnit = 1024.0;
constexpr std::size_t kRecipeBytes = 4096;  // padded with spaces, so that what follows is aligned

/// After the recipe and the frames, at the very end of the file.
struct Tail {
  std::uint64_t clip_count = 0;
  std::uint64_t frame_count = 0;
  char mark[16] = "timbre features";
};

Error not_whole(const std::filesystem::path& path) {
  return {ErrorKind::Corrupt, "'" + path.string() + "' is cut off or no feature store; delete it and begin again"};
}

std::string padded(const std::string& recipe) {
  std::string text = recipe;
  text.resize(kRecipeBytes - 1, ' ');
  return text + '\n';
}

}  // namespace

std::int16_t stored_log_mel(float value) {
  return static_cast<std::int16_t>(std::clamp(std::lround(value * kStepsPerUnit), -32768L, 32767L));
}

float loaded_log_mel(std::int16_t stored) { return static_cast<float>(stored / kStepsPerUnit); }

struct FeatureStore::State {
  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (memory != nullptr) ::munmap(memory, size);
  }
  void* memory = nullptr;
  std::size_t size = 0;
  std::size_t band_count = 0;
  std::span<const std::int16_t> frames;
  std::span<const StoredClip> clips;
};

FeatureStore::FeatureStore(std::unique_ptr<State> state) : state_(std::move(state)) {}
FeatureStore::FeatureStore(FeatureStore&&) noexcept = default;
FeatureStore& FeatureStore::operator=(FeatureStore&&) noexcept = default;
FeatureStore::~FeatureStore() = default;

Result<FeatureStore> FeatureStore::open(const std::filesystem::path& path, const std::string& recipe,
                                        std::size_t band_count) {
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (fd.get() < 0) return error_from_errno(errno, "cannot read", path);
  struct stat status = {};
  if (::fstat(fd.get(), &status) != 0) return error_from_errno(errno, "cannot read", path);
  auto state = std::make_unique<State>();
  state->size = static_cast<std::size_t>(status.st_size);
  if (state->size < kRecipeBytes + sizeof(Tail)) return not_whole(path);
  void* memory = ::mmap(nullptr, state->size, PROT_READ, MAP_SHARED, fd.get(), 0);
  if (memory == MAP_FAILED) return error_from_errno(errno, "cannot map", path);
  state->memory = memory;
  const char* bytes = static_cast<const char*>(memory);
  Tail tail;
  std::memcpy(&tail, bytes + state->size - sizeof tail, sizeof tail);
  const std::uint64_t frame_bytes = tail.frame_count * band_count * sizeof(std::int16_t);
  const std::uint64_t expected = kRecipeBytes + frame_bytes + tail.clip_count * sizeof(StoredClip) + sizeof tail;
  if (std::memcmp(tail.mark, Tail{}.mark, sizeof tail.mark) != 0 || expected != state->size) return not_whole(path);
  if (padded(recipe) != std::string_view(bytes, kRecipeBytes)) {
    return Error{ErrorKind::Unavailable, "'" + path.string() + "' was made from other corpora or options"};
  }
  state->band_count = band_count;
  state->frames = {reinterpret_cast<const std::int16_t*>(bytes + kRecipeBytes), tail.frame_count * band_count};
  state->clips = {reinterpret_cast<const StoredClip*>(bytes + kRecipeBytes + frame_bytes), tail.clip_count};
  return FeatureStore(std::move(state));
}

std::span<const StoredClip> FeatureStore::clips() const { return state_->clips; }

std::span<const std::int16_t> FeatureStore::frames(const StoredClip& clip) const {
  return state_->frames.subspan(clip.first_frame * state_->band_count, clip.frame_count * state_->band_count);
}

struct FeatureStoreWriter::State {
  PosixFileSystem disk;
  std::filesystem::path path;
  std::unique_ptr<OutputFile> file;
  std::size_t band_count = 0;
  std::vector<StoredClip> clips;
  std::uint64_t frame_count = 0;
};

FeatureStoreWriter::FeatureStoreWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
FeatureStoreWriter::FeatureStoreWriter(FeatureStoreWriter&&) noexcept = default;
FeatureStoreWriter& FeatureStoreWriter::operator=(FeatureStoreWriter&&) noexcept = default;
FeatureStoreWriter::~FeatureStoreWriter() = default;

Result<FeatureStoreWriter> FeatureStoreWriter::create(const std::filesystem::path& path, const std::string& recipe,
                                                      std::size_t band_count) {
  if (recipe.size() >= kRecipeBytes) {
    return Error{ErrorKind::InvalidInput, "the recipe of '" + path.string() + "' has " + std::to_string(recipe.size()) +
                                              " bytes; at most " + std::to_string(kRecipeBytes - 1) + " fit"};
  }
  auto state = std::make_unique<State>();
  state->path = path;
  state->band_count = band_count;
  TRY(state->file, state->disk.open_for_writing(path, WriteMode::Truncate));
  TRY_VOID(state->file->write(padded(recipe)));
  return FeatureStoreWriter(std::move(state));
}

Result<void> FeatureStoreWriter::add(StoredClip clip, std::span<const float> frames) {
  clip.first_frame = state_->frame_count;
  clip.frame_count = static_cast<std::uint32_t>(frames.size() / state_->band_count);
  std::vector<std::int16_t> stored(frames.size());
  std::transform(frames.begin(), frames.end(), stored.begin(), stored_log_mel);
  TRY_VOID(state_->file->write({reinterpret_cast<const char*>(stored.data()), stored.size() * sizeof(std::int16_t)}));
  state_->frame_count += clip.frame_count;
  state_->clips.push_back(clip);
  return {};
}

Result<void> FeatureStoreWriter::finish() {
  const auto& clips = state_->clips;
  // The table's numbers need 8-byte alignment; frames of 4·n values keep it.
  TRY_VOID(state_->file->write({reinterpret_cast<const char*>(clips.data()), clips.size() * sizeof(StoredClip)}));
  Tail tail;
  tail.clip_count = clips.size();
  tail.frame_count = state_->frame_count;
  TRY_VOID(state_->file->write({reinterpret_cast<const char*>(&tail), sizeof tail}));
  return state_->file->sync();
}

}  // namespace timbre::train
