// Rung: exact.
#include "nn/model_catalog.h"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "gtest/gtest.h"

#include "base/testing/memory_file_system.h"

namespace timbre::nn {
namespace {

TEST(ModelCatalog, EveryEntryIsWellFormedAndNamesAreUnique) {
  std::set<std::string> names;
  std::set<std::string> files;
  std::set<std::string> sums;
  for (const ModelEntry& entry : built_in_catalog()) {
    EXPECT_TRUE(names.insert(entry.name).second) << entry.name;
    EXPECT_TRUE(files.insert(entry.file).second) << entry.file;
    EXPECT_FALSE(entry.purpose.empty()) << entry.name;
    EXPECT_FALSE(entry.licence.empty()) << entry.name;
    if (entry.name == kCustomModel) continue;
    EXPECT_TRUE(sums.insert(entry.sha256).second) << entry.name;
    EXPECT_TRUE(entry.url.starts_with("https://")) << entry.name;
    EXPECT_EQ(entry.sha256.size(), 64u) << entry.name;
    EXPECT_EQ(entry.sha256.find_first_not_of("0123456789abcdef"), std::string::npos) << entry.name;
    EXPECT_GT(entry.size_bytes, 0u) << entry.name;
  }
}

TEST(ModelCatalog, HoldsWhatIsPromised) {
  for (const char* name : {"tiny", "tiny.en", "base", "base.en", "small", "small.en", "medium", "medium.en", "large-v3",
                           "large-v3-turbo"}) {
    const auto found = find_model(built_in_catalog(), name);
    ASSERT_TRUE(found.ok()) << name;
    EXPECT_EQ((*found)->name, "whisper-" + std::string(name));
    EXPECT_EQ((*found)->file, "ggml-" + std::string(name) + ".bin");
  }
  for (const char* name : {"silero-vad", "dnsmos-p808", "dnsmos-p835", "swiftf0", "gtcrn"}) {
    EXPECT_TRUE(find_model(built_in_catalog(), name).ok()) << name;
  }
}

TEST(ModelCatalog, FindsByNameByFileAndBySum) {
  const auto& catalog = built_in_catalog();
  EXPECT_EQ((*find_model(catalog, "silero_vad_16k_op15.onnx"))->name, "silero-vad");
  const auto none = find_model(catalog, "nonsense");
  ASSERT_FALSE(none.ok());
  EXPECT_EQ(none.error().kind, ErrorKind::NotFound);
  EXPECT_NE(none.error().message.find("whisper-tiny.en"), std::string::npos);
  EXPECT_EQ(find_by_sha256(catalog, (*find_model(catalog, "gtcrn"))->sha256)->name, "gtcrn");
  EXPECT_EQ(find_by_sha256(catalog, ""), nullptr) << "the entry without a sum is not every file's";
}

TEST(ModelCatalog, ReadsAMirror) {
  const auto read = catalog_from_json(
      R"({"models": [{"name": "a", "file": "a.bin", "url": "https://mirror/a.bin", "size_bytes": 3, "sha256": ""}]})",
      "mirror.json");
  ASSERT_TRUE(read.ok()) << read.error().message;
  ASSERT_EQ(read->size(), 1u);
  EXPECT_EQ(read->front().size_bytes, 3u);
  EXPECT_EQ(read->front().url, "https://mirror/a.bin");
}

TEST(ModelCatalog, RefusesAHostileMirrorNamingTheField) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "no catalog"},
      {"[]", "no catalog"},
      {R"({"models": 3})", "no catalog"},
      {R"({"models": [3]})", "must be an object"},
      {R"({"models": [{"file": "a"}]})", "'name'"},
      {R"({"models": [{"name": "a", "file": "../a"}]})", "'file'"},
      {R"({"models": [{"name": "a", "file": "/etc/passwd"}]})", "'file'"},
      {R"({"models": [{"name": "a", "file": ".."}]})", "'file'"},
      {R"({"models": [{"name": "a", "file": ".bashrc"}]})", "'file'"},
      {R"({"models": [{"name": "a", "file": "b.part"}]})", "'file'"},
      {R"({"models": [{"name": "a", "file": "b", "sha256": "ABC"}]})", "'sha256'"},
      {R"({"models": [{"name": "a", "file": "b", "size_bytes": -1}]})", "'size_bytes'"},
      {R"({"models": [{"name": "a", "file": "b", "size_bytes": 1.5}]})", "'size_bytes'"},
      {R"({"models": [{"name": "a", "file": "b"}, {"name": "a", "file": "c"}]})", "twice"},
  };
  for (const auto& [text, needle] : cases) {
    const auto read = catalog_from_json(text, "mirror.json");
    ASSERT_FALSE(read.ok()) << text;
    EXPECT_EQ(read.error().kind, ErrorKind::InvalidInput) << text;
    EXPECT_NE(read.error().message.find(needle), std::string::npos) << read.error().message;
    EXPECT_NE(read.error().message.find("mirror.json"), std::string::npos) << read.error().message;
  }
}

TEST(ModelCatalog, TheEnvironmentNamesAMirror) {
  MemoryFileSystem disk;
  disk.files["/mirror.json"] = R"({"models": [{"name": "a", "file": "a.bin"}]})";
  ::setenv("TIMBRE_MODEL_CATALOG", "/mirror.json", 1);
  const auto mirror = model_catalog(disk);
  ::setenv("TIMBRE_MODEL_CATALOG", "/none.json", 1);
  const auto none = model_catalog(disk);
  ::unsetenv("TIMBRE_MODEL_CATALOG");
  ASSERT_TRUE(mirror.ok());
  EXPECT_EQ(mirror->front().name, "a");
  EXPECT_EQ(none.error().kind, ErrorKind::NotFound);
  EXPECT_EQ(model_catalog(disk)->size(), built_in_catalog().size());
}

}  // namespace
}  // namespace timbre::nn
