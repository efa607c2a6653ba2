// Rung: exact, read back by libarchive; the end-to-end test reads one with another program.
#include "store/zip_file.h"

#include <archive.h>
#include <archive_entry.h>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <map>
#include <memory>

#include "base/testing/temporary_folder.h"

namespace timbre::store {
namespace {

class ZipFile : public ::testing::Test {
 protected:
  std::filesystem::path file(const std::string& name, const std::string& bytes) {
    EXPECT_TRUE(disk_.write_atomically(folder_.path() / name, bytes).ok());
    return folder_.path() / name;
  }
  [[nodiscard]] std::filesystem::path zip(const char* name = "out.zip") const { return folder_.path() / name; }
  static std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static std::map<std::string, std::string> contents(const std::filesystem::path& path) {
    const std::unique_ptr<archive, decltype(&archive_read_free)> raw(archive_read_new(), archive_read_free);
    archive_read_support_format_zip(raw.get());
    std::map<std::string, std::string> all;
    if (archive_read_open_filename(raw.get(), path.c_str(), 1 << 16) != ARCHIVE_OK) return all;
    archive_entry* entry = nullptr;
    while (archive_read_next_header(raw.get(), &entry) == ARCHIVE_OK) {
      std::string bytes(static_cast<std::size_t>(archive_entry_size(entry)), '\0');
      const la_ssize_t count = archive_read_data(raw.get(), bytes.data(), bytes.size());
      bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
      all[archive_entry_pathname(entry)] = bytes;
    }
    return all;
  }

  TemporaryFolder folder_;
  PosixFileSystem disk_;
};

TEST_F(ZipFile, HoldsTheFilesUnderTheirNames) {
  const std::string sound(300'000, 'x');
  ASSERT_TRUE(write_zip(disk_, zip(), {{"a/clip.wav", file("1", sound)}, {"empty.txt", file("2", "")}}, 1000).ok());
  EXPECT_EQ(contents(zip()), (std::map<std::string, std::string>{{"a/clip.wav", sound}, {"empty.txt", ""}}));
}

TEST_F(ZipFile, NamesAreUtf8WhateverTheLocale) {
  ASSERT_TRUE(write_zip(disk_, zip(), {{"Żółw 日本/clip.wav", file("1", "x")}}, 1000).ok());
  const std::string bytes = bytes_of(zip());
  EXPECT_NE(bytes.find("Żółw 日本/clip.wav"), std::string::npos);
  ASSERT_GT(bytes.size(), 8U);
  EXPECT_EQ(bytes[7] & 0x08, 0x08) << "general purpose flag bit 11: the name is UTF-8 (APPNOTE 4.4.4)";
}

TEST_F(ZipFile, TheSameFilesGiveTheSameBytes) {
  const std::vector<ZipEntry> entries{{"a.txt", file("1", "hello")}};
  ASSERT_TRUE(write_zip(disk_, zip("one.zip"), entries, 1'700'000'000'000).ok());
  ASSERT_TRUE(write_zip(disk_, zip("two.zip"), entries, 1'700'000'000'000).ok());
  EXPECT_EQ(bytes_of(zip("one.zip")), bytes_of(zip("two.zip")));
}

TEST_F(ZipFile, RefusesWhatItCannotDo) {
  EXPECT_FALSE(write_zip(disk_, zip(), {{"a", folder_.path() / "missing"}}, 0).ok());
  EXPECT_EQ(write_zip(disk_, zip(), {}, 0).error().kind, ErrorKind::Denied) << "what is there is not replaced";
  const CancelToken stop;
  stop.cancel();
  EXPECT_EQ(write_zip(disk_, zip("b.zip"), {{"a", file("1", "x")}}, 0, stop).error().kind, ErrorKind::Cancelled);
}

}  // namespace
}  // namespace timbre::store
