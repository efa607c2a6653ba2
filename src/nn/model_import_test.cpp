// Rung: exact.
#include "nn/model_import.h"

#include "gtest/gtest.h"

#include "base/sha256.h"
#include "base/testing/memory_file_system.h"

namespace timbre::nn {
namespace {

class ModelImport : public ::testing::Test {
 protected:
  MemoryFileSystem disk;
  ModelFolder folder{disk,
                     {{"a", "a.bin", "", 5, "", "https://example.org/a.bin", sha256_hex("right")},
                      {"b", "b.bin", "", 5, "", "https://example.org/b.bin", sha256_hex("other")},
                      {std::string(kCustomModel), "ggml-custom.bin", "", 0, "", "", ""}},
                     "/models"};
};

TEST_F(ModelImport, RecognisesAModelByItsSum) {
  disk.files["/usb/whatever"] = "right";
  disk.files["/models/a.bin.part"] = "ri";
  const auto imported = import_model(folder, "/usb/whatever", disk);
  ASSERT_TRUE(imported.ok()) << imported.error().message;
  EXPECT_EQ(imported->entry->name, "a");
  EXPECT_TRUE(imported->is_verified);
  EXPECT_FALSE(imported->was_there_before);
  EXPECT_EQ(disk.files["/models/a.bin"], "right");
  EXPECT_EQ(disk.files.size(), 2u) << "nothing temporary is left, and the stopped download is gone";
  EXPECT_TRUE(disk.locks.empty());
  EXPECT_TRUE(import_model(folder, "/usb/whatever", disk)->was_there_before);
}

TEST_F(ModelImport, RefusesAWrongOneNamingBothSums) {
  disk.files["/usb/x"] = "wrong";
  ImportOptions options;
  options.name = "a";
  const auto imported = import_model(folder, "/usb/x", disk, options);
  ASSERT_FALSE(imported.ok());
  EXPECT_EQ(imported.error().kind, ErrorKind::Corrupt);
  EXPECT_NE(imported.error().message.find(sha256_hex("wrong")), std::string::npos);
  EXPECT_NE(imported.error().message.find(sha256_hex("right")), std::string::npos);
  disk.files["/usb/y"] = "other";
  EXPECT_NE(import_model(folder, "/usb/y", disk, options).error().message.find("it is b"), std::string::npos);
  EXPECT_FALSE(disk.files.contains("/models/a.bin"));
}

TEST_F(ModelImport, AnUnknownFileIsTakenOnlyAsCustomAndOnlyWhenItIsAWhisperModel) {
  disk.files["/usb/mine.bin"] = "lmggand so on";
  EXPECT_EQ(import_model(folder, "/usb/mine.bin", disk).error().kind, ErrorKind::NotFound);
  ImportOptions options;
  options.name = "custom";
  const auto imported = import_model(folder, "/usb/mine.bin", disk, options);
  ASSERT_TRUE(imported.ok()) << imported.error().message;
  EXPECT_FALSE(imported->is_verified);
  EXPECT_EQ(disk.files["/models/ggml-custom.bin"], "lmggand so on");
  disk.files["/usb/page.html"] = "<html>";
  EXPECT_EQ(import_model(folder, "/usb/page.html", disk, options).error().kind, ErrorKind::InvalidInput);
  disk.files["/usb/empty"] = "";
  EXPECT_EQ(import_model(folder, "/usb/empty", disk, options).error().kind, ErrorKind::InvalidInput);
  EXPECT_EQ(disk.files["/models/ggml-custom.bin"], "lmggand so on");
}

TEST_F(ModelImport, AFullDiskLeavesNothing) {
  disk.files["/usb/x"] = "right";
  disk.room_bytes = 3;
  EXPECT_EQ(import_model(folder, "/usb/x", disk).error().kind, ErrorKind::Unavailable);
  EXPECT_EQ(disk.files.size(), 1u);
}

TEST_F(ModelImport, SaysWhatIsWrongWithTheSource) {
  EXPECT_EQ(import_model(folder, "/usb/none", disk).error().kind, ErrorKind::NotFound);
  disk.files["/usb/x"] = "right";
  EXPECT_EQ(import_model(folder, "/usb", disk).error().kind, ErrorKind::InvalidInput);
  ImportOptions options;
  options.name = "nonsense";
  EXPECT_EQ(import_model(folder, "/usb/x", disk, options).error().kind, ErrorKind::NotFound);
  options.name.clear();
  options.cancel.cancel();
  EXPECT_EQ(import_model(folder, "/usb/x", disk, options).error().kind, ErrorKind::Cancelled);
}

TEST_F(ModelImport, WaitsForNobodyWhoDownloadsTheSame) {
  disk.files["/usb/x"] = "right";
  const auto busy = disk.lock("/models/a.bin.lock");
  EXPECT_EQ(import_model(folder, "/usb/x", disk).error().kind, ErrorKind::Unavailable);
}

}  // namespace
}  // namespace timbre::nn
