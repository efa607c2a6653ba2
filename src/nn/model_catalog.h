#pragma once
/// The models Timbre can use but does not ship: names, what each is for, and the official file with its checksum.
/// docs/models.md says where each checksum comes from.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"

namespace timbre::nn {

struct ModelEntry {
  std::string name;              ///< as typed: "whisper-tiny.en", "silero-vad" …
  std::string file;              ///< its name in the models folder
  std::string purpose;           ///< one line for people
  std::uint64_t size_bytes = 0;  ///< exact; 0 when the source does not state it
  std::string licence;           ///< SPDX where there is one
  std::string url;               ///< official https address; empty when there is none
  std::string sha256;            ///< 64 lower-case hexadecimal digits; empty when the source states none
};

/// In the order they are listed to people.
using ModelCatalog = std::vector<ModelEntry>;

/// The name of the entry for a whisper.cpp model that is in no catalog. It has no address, no size and no checksum.
inline constexpr std::string_view kCustomModel = "custom";

/// The catalog Timbre was built with.
[[nodiscard]] const ModelCatalog& built_in_catalog();

/// The catalog to use: the built-in one, or the JSON file that TIMBRE_MODEL_CATALOG names, for organisations that keep
/// a mirror (its form: docs/models.md). Errors of reading and of catalog_from_json.
[[nodiscard]] Result<ModelCatalog> model_catalog(FileSystem& disk);

/// InvalidInput naming the entry and the field. File names are plain: none leads out of the models folder, starts with
/// a dot, or ends as unfinished files do. `where` names the text in messages.
[[nodiscard]] Result<ModelCatalog> catalog_from_json(std::string_view text, std::string_view where);

/// By its name, by its name without "whisper-", or by its file's name. NotFound, listing the known names.
[[nodiscard]] Result<const ModelEntry*> find_model(const ModelCatalog& catalog, std::string_view name);

/// The entry with this checksum; nullptr when there is none.
[[nodiscard]] const ModelEntry* find_by_sha256(const ModelCatalog& catalog, std::string_view sha256);

}  // namespace timbre::nn
