#include "nn/model_catalog.h"

#include <algorithm>
#include <cstdlib>

#include "base/json.h"

namespace timbre::nn {
namespace {

constexpr std::uintmax_t kCatalogLimitBytes = 1 << 20;

ModelEntry whisper(const std::string& name, std::string purpose, std::uint64_t size_bytes, std::string sha256) {
  const std::string file = "ggml-" + name + ".bin";
  return {"whisper-" + name, file,  std::move(purpose),
          size_bytes,        "MIT", "https://huggingface.co/ggerganov/whisper.cpp/resolve/main/" + file,
          std::move(sha256)};
}

/// `path` begins with the commit that the checksum was taken from.
ModelEntry on_github(std::string name, std::string file, std::string purpose, std::uint64_t size_bytes,
                     std::string licence, const std::string& path, std::string sha256) {
  return {std::move(name),  std::move(file),    std::move(purpose),
          size_bytes,       std::move(licence), "https://raw.githubusercontent.com/" + path,
          std::move(sha256)};
}

// clang-format off
ModelCatalog whisper_models() {
  return {
      whisper("tiny.en", "words, English: the fastest", 77704715,
              "921e4cf8686fdd993dcd081a5da5b6c365bfde1162e72b08d75ac75289920b1f"),
      whisper("tiny", "words, 99 languages: the fastest", 77691713,
              "be07e048e1e599ad46341c8d2a135645097a538221678b7acdd1b1919c6e1b21"),
      whisper("base.en", "words, English: fast, good on clean takes", 147964211,
              "a03779c86df3323075f5e796cb2ce5029f00ec8869eee3fdfb897afe36c6d002"),
      whisper("base", "words, 99 languages: fast", 147951465,
              "60ed5bc3dd14eea856493d334349b405782ddcaf0028d4b5df4088345fba2efe"),
      whisper("small.en", "words, English: accurate", 487614201,
              "c6138d6d58ecc8322097e0f987c32f1be8bb0a18532a3f88f734d1bbf9c41e5d"),
      whisper("small", "words, 99 languages: accurate", 487601967,
              "1be3a9b2063867b937e64e2ec7483364a79917e157fa98c5d94b5c1fffea987b"),
      whisper("small-q5_1", "words, 99 languages: small in 5 bits", 190085487,
              "ae85e4a935d7a567bd102fe55afc16bb595bdb618e11b2fc7591bc08120411bb"),
      whisper("medium.en", "words, English: very accurate, slow without a GPU", 1533774781,
              "cc37e93478338ec7700281a7ac30a10128929eb8f427dda2e865faa8f6da4356"),
      whisper("medium", "words, 99 languages: very accurate, slow without a GPU", 1533763059,
              "6c14d5adee5f86394037b4e4e8b59f1673b6cee10e3cf0b11bbdbee79c156208"),
      whisper("medium-q5_0", "words, 99 languages: medium in 5 bits", 539212467,
              "19fea4b380c3a618ec4723c3eef2eb785ffba0d0538cf43f8f235e7b3b34220f"),
      whisper("large-v3-turbo", "words, 99 languages: near large-v3, several times as fast", 1624555275,
              "1fc70f774d38eb169993ac391eea357ef47c88757ef72ee5943879b7e8e2bc69"),
      whisper("large-v3-turbo-q8_0", "words, 99 languages: large-v3-turbo in 8 bits", 874188075,
              "317eb69c11673c9de1e1f0d459b253999804ec71ac4c23c17ecf5fbe24e259a1"),
      whisper("large-v3-turbo-q5_0", "words, 99 languages: large-v3-turbo in 5 bits", 574041195,
              "394221709cd5ad1f40c46e6031ca61bce88931e6e088c188294c6d5a55ffa7e2"),
      whisper("large-v3", "words, 99 languages: the most accurate and the slowest", 3095033483,
              "64d182b440b98d5203c4f9bd541544d84c605196c4f7b845dfa11fb23594d1e2"),
      whisper("large-v3-q5_0", "words, 99 languages: large-v3 in 5 bits", 1081140203,
              "d75795ecff3f83b5faa89d1900604ad8c780abd5739fae406de19f23ecd98ad1"),
      {std::string(kCustomModel), "ggml-custom.bin", "words: a whisper.cpp model of your own", 0, "yours", "", ""},
  };
}

ModelCatalog measuring_models() {
  return {
      on_github("silero-vad", "silero_vad_16k_op15.onnx", "where speech is, at 16 kHz", 1289603, "MIT",
                "snakers4/silero-vad/v6.2.1/src/silero_vad/data/silero_vad_16k_op15.onnx",
                "7ed98ddbad84ccac4cd0aeb3099049280713df825c610a8ed34543318f1b2c49"),
      on_github("dnsmos-p808", "dnsmos_p808_model_v8.onnx", "how good it sounds to people (P.808)", 224860,
                "CC-BY-4.0", "microsoft/DNS-Challenge/591184a9fcb2cbdec02520fed81a32bbbf9d73ff/DNSMOS/DNSMOS/model_v8.onnx",
                "9246480c58567bc6affd4200938e77eef49468c8bc7ed3776d109c07456f6e91"),
      on_github("dnsmos-p835", "dnsmos_p835_sig_bak_ovr.onnx", "speech, background and overall quality (P.835)", 1157965,
                "CC-BY-4.0", "microsoft/DNS-Challenge/591184a9fcb2cbdec02520fed81a32bbbf9d73ff/DNSMOS/DNSMOS/sig_bak_ovr.onnx",
                "269fbebdb513aa23cddfbb593542ecc540284a91849ac50516870e1ac78f6edd"),
      on_github("swiftf0", "swift_f0.onnx", "pitch, by a neural network", 397987, "MIT",
                "lars76/swift-f0/64700fce8ef39c2970814bf427ac1d75a2f20d72/swift_f0/model.onnx",
                "7e2390db8379cd9e1e2b22828e55b45b57c8559e4c8335678c717dc245c18176"),
      on_github("gtcrn", "gtcrn_simple.onnx", "removing noise, at 16 kHz", 535190, "MIT",
                "Xiaobin-Rong/gtcrn/9202557caa577baf2ec2220bef82ba9f4b589dc1/stream/onnx_models/gtcrn_simple.onnx",
                "b4718df6228e7bdf1a8a435cf98f838636eb2fd331acabf86ba87c5192ebcb87"),
  };
}
// clang-format on

bool is_plain_name(std::string_view name) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-';
  };
  return !name.empty() && name.size() <= 128 && name.front() != '.' && name.front() != '-' &&
         std::all_of(name.begin(), name.end(), is_plain);
}

bool is_plain_file(std::string_view file) {
  return is_plain_name(file) && !file.ends_with(".part") && !file.ends_with(".etag") && !file.ends_with(".lock");
}

bool is_sha256(std::string_view sum) {
  return sum.size() == 64 &&
         std::all_of(sum.begin(), sum.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

Result<ModelEntry> entry_from_json(const Json& object, const std::string& where) {
  const auto refused = [&](const char* field, const char* must) {
    return Error{ErrorKind::InvalidInput, where + ": '" + field + "' must be " + must};
  };
  if (!object.is_object()) return Error{ErrorKind::InvalidInput, where + " must be an object"};
  ModelEntry entry{text_of(object, "name"),    text_of(object, "file"), text_of(object, "purpose"), 0,
                   text_of(object, "licence"), text_of(object, "url"),  text_of(object, "sha256")};
  if (!is_plain_name(entry.name)) return refused("name", "letters, digits, '.', '_' and '-'");
  if (!is_plain_file(entry.file)) return refused("file", "a plain file name: letters, digits, '.', '_' and '-'");
  if (!entry.sha256.empty() && !is_sha256(entry.sha256)) return refused("sha256", "64 lower-case hexadecimal digits");
  if (const auto size = object.find("size_bytes"); size != object.end()) {
    if (!size->is_number_unsigned()) return refused("size_bytes", "a whole number of bytes");
    entry.size_bytes = size->get<std::uint64_t>();
  }
  return entry;
}

}  // namespace

const ModelCatalog& built_in_catalog() {
  static const ModelCatalog catalog = [] {
    ModelCatalog all = whisper_models();
    ModelCatalog rest = measuring_models();
    all.insert(all.end(), std::make_move_iterator(rest.begin()), std::make_move_iterator(rest.end()));
    return all;
  }();
  return catalog;
}

Result<ModelCatalog> model_catalog(FileSystem& disk) {
  const char* path = std::getenv("TIMBRE_MODEL_CATALOG");  // NOLINT(concurrency-mt-unsafe): read only
  if (path == nullptr || *path == '\0') return built_in_catalog();
  TRY(const std::string text, disk.read(path, kCatalogLimitBytes));
  return catalog_from_json(text, path);
}

Result<ModelCatalog> catalog_from_json(std::string_view text, std::string_view where) {
  const Json json = Json::parse(text, nullptr, false);
  const auto models = json.is_object() ? json.find("models") : json.end();
  if (!json.is_object() || models == json.end() || !models->is_array()) {
    return Error{ErrorKind::InvalidInput,
                 "'" + std::string(where) + "' is no catalog: it must be a JSON object with an array 'models'"};
  }
  ModelCatalog catalog;
  for (const Json& object : *models) {
    const std::string place = "'" + std::string(where) + "': models[" + std::to_string(catalog.size()) + "]";
    TRY(ModelEntry entry, entry_from_json(object, place));
    const bool is_double = std::any_of(catalog.begin(), catalog.end(), [&](const ModelEntry& other) {
      return other.name == entry.name || other.file == entry.file;
    });
    if (is_double) return Error{ErrorKind::InvalidInput, place + ": '" + entry.name + "' or its file is there twice"};
    catalog.push_back(std::move(entry));
  }
  return catalog;
}

Result<const ModelEntry*> find_model(const ModelCatalog& catalog, std::string_view name) {
  for (const ModelEntry& entry : catalog) {
    if (entry.name == name || entry.file == name || entry.name == "whisper-" + std::string(name)) return &entry;
  }
  std::string known;
  for (const ModelEntry& entry : catalog) known += (known.empty() ? "" : ", ") + entry.name;
  return Error{ErrorKind::NotFound, "no model is called '" + std::string(name) + "'; known are: " + known};
}

const ModelEntry* find_by_sha256(const ModelCatalog& catalog, std::string_view sha256) {
  const auto found = std::find_if(catalog.begin(), catalog.end(),
                                  [&](const ModelEntry& entry) { return !sha256.empty() && entry.sha256 == sha256; });
  return found == catalog.end() ? nullptr : &*found;
}

}  // namespace timbre::nn
