#include "asr/detail/whisper_file.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <set>
#include <vector>

#include "base/sha256.h"

namespace timbre::asr::detail {
namespace {

constexpr std::uint32_t kMagic = 0x67676d6c;  // "ggml"
constexpr std::int32_t kAudioContext = 1500;
constexpr std::int32_t kTextContext = 448;
constexpr std::int32_t kFilterBins = 201;
constexpr std::uint32_t kLongestToken = 256;
constexpr std::int32_t kLongestTensorName = 128;
constexpr std::int32_t kFormatVersions = 1000;  // the stored format holds a version times this

/// Every Whisper model is of one of these sizes (Radford et al. 2022, table 1).
struct Family {
  std::int32_t layers;
  std::int32_t width;
  std::int32_t heads;
};
constexpr std::array kFamilies = {Family{4, 384, 6}, Family{6, 512, 8}, Family{12, 768, 12}, Family{24, 1024, 16},
                                  Family{32, 1280, 20}};

/// Of ggml's types, those that models are stored in: elements a block, bytes a block (ggml-common.h).
struct TensorType {
  std::int32_t id;
  std::uint64_t elements;
  std::uint64_t bytes;
};
constexpr std::array kTensorTypes = {TensorType{0, 1, 4},      TensorType{1, 1, 2},      TensorType{2, 32, 18},
                                     TensorType{3, 32, 20},    TensorType{6, 32, 22},    TensorType{7, 32, 24},
                                     TensorType{8, 32, 34},    TensorType{10, 256, 84},  TensorType{11, 256, 110},
                                     TensorType{12, 256, 144}, TensorType{13, 256, 176}, TensorType{14, 256, 210}};

/// ggml_ftype of the file → the type of its large tensors.
struct Format {
  std::int32_t ftype;
  std::int32_t type;
};
constexpr std::array kFormats = {Format{0, 0},   Format{1, 1},   Format{2, 2},   Format{3, 3},
                                 Format{7, 8},   Format{8, 6},   Format{9, 7},   Format{10, 10},
                                 Format{11, 11}, Format{12, 12}, Format{13, 13}, Format{14, 14}};

const TensorType* type_of(std::int32_t id) {
  const auto* found = std::find_if(kTensorTypes.begin(), kTensorTypes.end(), [&](auto& type) { return type.id == id; });
  return found == kTensorTypes.end() ? nullptr : found;
}

/// A file read from the front that knows how much is left.
class Reader {
 public:
  explicit Reader(const std::filesystem::path& path) : name_(path.string()), file_(path, std::ios::binary) {
    std::error_code error;
    size_ = std::filesystem::file_size(path, error);
    if (error) size_ = 0;
    left_ = size_;
  }
  [[nodiscard]] bool is_open() const { return file_.is_open(); }
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] std::uint64_t left() const { return left_; }
  [[nodiscard]] Error corrupt(const std::string& what) const {
    return {ErrorKind::Corrupt, "'" + name_ + "' is a damaged Whisper model: " + what + "; download it again"};
  }
  Result<std::string> bytes(std::uint64_t count) {
    if (count > left_) return ends_early();
    std::string out(count, '\0');
    if (!file_.read(out.data(), static_cast<std::streamsize>(count))) return ends_early();
    left_ -= count;
    return out;
  }
  template <typename Number>
  Result<Number> number() {
    if (sizeof(Number) > left_) return ends_early();
    std::array<char, sizeof(Number)> raw{};
    if (!file_.read(raw.data(), raw.size())) return ends_early();
    left_ -= sizeof(Number);
    Number value = 0;
    std::copy(raw.begin(), raw.end(), reinterpret_cast<char*>(&value));
    return value;
  }
  Result<void> skip(std::uint64_t count) {
    if (count > left_) return ends_early();
    file_.seekg(static_cast<std::streamoff>(count), std::ios::cur);
    left_ -= count;
    return {};
  }
  /// For the fingerprint; the place of reading moves.
  std::string block_at(std::uint64_t offset, std::size_t count) {
    std::string out(count, '\0');
    file_.clear();
    file_.seekg(static_cast<std::streamoff>(offset));
    file_.read(out.data(), static_cast<std::streamsize>(count));
    out.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, file_.gcount())));
    return out;
  }

 private:
  [[nodiscard]] Error ends_early() const { return corrupt("it ends at byte " + std::to_string(size_) + ", too early"); }
  std::string name_;
  std::ifstream file_;
  std::uint64_t size_ = 0;
  std::uint64_t left_ = 0;
};

enum Size {
  Vocabulary,
  AudioContext,
  AudioWidth,
  AudioHeads,
  AudioLayers,
  TextContext,
  TextWidth,
  TextHeads,
  TextLayers,
  Mels,
  FileType,
  SizeCount
};
using Sizes = std::array<std::int32_t, SizeCount>;
constexpr std::array<const char*, SizeCount> kSizeNames = {
    "n_vocab",      "n_audio_ctx", "n_audio_state", "n_audio_head", "n_audio_layer", "n_text_ctx",
    "n_text_state", "n_text_head", "n_text_layer",  "n_mels",       "ftype"};

/// The first size that no Whisper model has.
Result<void> check_sizes(const Reader& reader, const Sizes& sizes) {
  const auto bad = [&](Size which) {
    return reader.corrupt(std::string(kSizeNames[which]) + " is " + std::to_string(sizes[which]) +
                          ", which no Whisper model has");
  };
  if (sizes[Vocabulary] < 51864 || sizes[Vocabulary] > 51866) return bad(Vocabulary);
  if (sizes[AudioContext] != kAudioContext) return bad(AudioContext);
  if (sizes[TextContext] != kTextContext) return bad(TextContext);
  const auto* family = std::find_if(kFamilies.begin(), kFamilies.end(),
                                    [&](const Family& known) { return known.layers == sizes[AudioLayers]; });
  if (family == kFamilies.end()) return bad(AudioLayers);
  for (const Size width : {AudioWidth, TextWidth}) {
    if (sizes[width] != family->width) return bad(width);
  }
  for (const Size heads : {AudioHeads, TextHeads}) {
    if (sizes[heads] != family->heads) return bad(heads);
  }
  if (sizes[TextLayers] < 1 || sizes[TextLayers] > family->layers) return bad(TextLayers);
  if (sizes[Mels] != 80 && sizes[Mels] != 128) return bad(Mels);
  const auto* format = std::find_if(kFormats.begin(), kFormats.end(), [&](const Format& known) {
    return sizes[FileType] >= 0 && known.ftype == sizes[FileType] % kFormatVersions;
  });
  if (format == kFormats.end() || sizes[FileType] / kFormatVersions > 2) return bad(FileType);
  if (family->width % static_cast<std::int32_t>(type_of(format->type)->elements) != 0) return bad(FileType);
  return {};
}

Result<void> check_filters(Reader& reader, std::int32_t mels) {
  TRY(const auto rows, reader.number<std::int32_t>());
  TRY(const auto columns, reader.number<std::int32_t>());
  if (rows != mels || columns != kFilterBins) {
    return reader.corrupt("its mel filters are " + std::to_string(rows) + " × " + std::to_string(columns));
  }
  return reader.skip(sizeof(float) * static_cast<std::uint64_t>(rows) * kFilterBins);
}

Result<void> check_vocabulary(Reader& reader, std::int32_t limit) {
  TRY(const auto count, reader.number<std::int32_t>());
  if (count < 1 || count > limit) return reader.corrupt("its vocabulary has " + std::to_string(count) + " entries");
  for (std::int32_t i = 0; i < count; ++i) {
    TRY(const auto length, reader.number<std::uint32_t>());
    if (length > kLongestToken)
      return reader.corrupt("token " + std::to_string(i) + " has " + std::to_string(length) + " bytes");
    TRY_VOID(reader.skip(length));
  }
  return {};
}

/// Steps over one tensor and gives its name.
Result<std::string> skip_tensor(Reader& reader) {
  TRY(const auto dimensions, reader.number<std::int32_t>());
  TRY(const auto name_length, reader.number<std::int32_t>());
  TRY(const auto type_id, reader.number<std::int32_t>());
  if (dimensions < 1 || dimensions > 3)
    return reader.corrupt("a tensor has " + std::to_string(dimensions) + " dimensions");
  if (name_length < 1 || name_length > kLongestTensorName) {
    return reader.corrupt("a tensor's name has " + std::to_string(name_length) + " bytes");
  }
  const TensorType* type = type_of(type_id);
  if (type == nullptr) return reader.corrupt("a tensor is of type " + std::to_string(type_id));
  std::uint64_t elements = 1;
  for (std::int32_t i = 0; i < dimensions; ++i) {
    TRY(const auto extent, reader.number<std::int32_t>());
    if (extent < 1 || extent > 51866) return reader.corrupt("a tensor has the extent " + std::to_string(extent));
    elements *= static_cast<std::uint64_t>(extent);  // below 2^47
  }
  TRY(std::string name, reader.bytes(static_cast<std::uint64_t>(name_length)));
  if (elements % type->elements != 0) return reader.corrupt("a tensor ends inside a block");
  TRY_VOID(reader.skip(elements / type->elements * type->bytes));
  return name;
}

Result<std::size_t> check_tensors(Reader& reader, const Sizes& sizes) {
  std::set<std::string> names;
  while (reader.left() > 0) {
    TRY(std::string name, skip_tensor(reader));
    if (!names.insert(std::move(name)).second) return reader.corrupt("a tensor is in it twice");
  }
  const auto expected = static_cast<std::size_t>(11 + 15 * sizes[AudioLayers] + 24 * sizes[TextLayers]);
  if (!names.empty() && names.size() != expected) {
    return reader.corrupt("it has " + std::to_string(names.size()) + " tensors instead of " + std::to_string(expected));
  }
  return names.size();
}

std::string fingerprint_of(Reader& reader) {
  constexpr std::uint64_t kBlocks = 16;
  constexpr std::size_t kBlockBytes = 4096;
  Sha256 sum;
  sum.push(std::to_string(reader.size()) + ":");
  for (std::uint64_t i = 0; i <= kBlocks; ++i) {
    const std::uint64_t last = reader.size() > kBlockBytes ? reader.size() - kBlockBytes : 0;
    sum.push(reader.block_at(last / kBlocks * i, kBlockBytes));
  }
  return sum.finish_hex().substr(0, 12);
}

}  // namespace

Result<WhisperFile> inspect_whisper_file(const std::filesystem::path& path) {
  Reader reader(path);
  std::error_code error;
  if (!reader.is_open() || !std::filesystem::is_regular_file(path, error)) {
    return Error{ErrorKind::NotFound, "cannot open the Whisper model '" + path.string() + "'"};
  }
  const auto magic = reader.number<std::uint32_t>();
  if (!magic.ok() || *magic != kMagic) {
    return Error{ErrorKind::InvalidInput, "'" + path.string() + "' is not a Whisper model in ggml format"};
  }
  Sizes sizes{};
  for (auto& size : sizes) {
    TRY(size, reader.number<std::int32_t>());
  }
  TRY_VOID(check_sizes(reader, sizes));
  TRY_VOID(check_filters(reader, sizes[Mels]));
  TRY_VOID(check_vocabulary(reader, sizes[Vocabulary]));
  TRY(const std::size_t tensors, check_tensors(reader, sizes));
  return WhisperFile{sizes[Vocabulary], sizes[AudioLayers],    sizes[TextLayers], sizes[FileType] % kFormatVersions,
                     tensors,           fingerprint_of(reader)};
}

}  // namespace timbre::asr::detail
