// Rung: standard (RFC 7578, RFC 2046 section 5.1) and property: any chunking finds the same file.
#include "server/api/multipart.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace timbre::server {
namespace {

struct Found {
  std::string name, bytes;
  bool is_whole = false;
  bool failed = false;
};

Found read(const std::string& form, std::size_t chunk, const std::string& boundary = "XX") {
  Found found;
  MultipartReader reader(
      boundary, [&](std::string name) { found.name = std::move(name); },
      [&](std::string_view bytes) -> Result<void> {
        found.bytes += bytes;
        return {};
      });
  for (std::size_t at = 0; at < form.size() && !found.failed; at += chunk) {
    found.failed = !reader.push(std::string_view(form).substr(at, chunk)).ok();
  }
  found.is_whole = reader.is_whole();
  return found;
}

const std::string kFile = "\r\n--X\r\nalmost --XX\r\n--X";

std::string form_with(const std::string& file) {
  return "--XX\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n--XX\r\n"
         "Content-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\nContent-Type: audio/wav\r\n\r\n" +
         file + "\r\n--XX--\r\n";
}

TEST(Multipart, FindsTheFileInAnyChunking) {
  for (std::size_t chunk = 1; chunk < 300; ++chunk) {
    const Found found = read(form_with(kFile), chunk);
    EXPECT_EQ(found.name, "a.wav");
    EXPECT_EQ(found.bytes, kFile) << chunk;
    EXPECT_TRUE(found.is_whole);
  }
}

TEST(Multipart, ACutFormIsNotWhole) {
  const std::string form = form_with(kFile);
  for (std::size_t size = 0; size + 9 < form.size(); ++size) {
    EXPECT_FALSE(read(form.substr(0, size), 7).is_whole) << size;
  }
}

TEST(Multipart, WhatIsNoFormIsRefused) {
  EXPECT_TRUE(read("--XX--\r\n", 3).failed) << "no file in it";
  EXPECT_TRUE(read(std::string(20000, 'x'), 1000).failed) << "no delimiter";
  EXPECT_TRUE(read("--XX\r\n" + std::string(20000, 'x'), 1000).failed) << "a header without an end";
}

TEST(Multipart, DamagedFormsAreTheSameInAnyChunking) {
  SeededRandom random(13);
  int whole = 0;
  for (int round = 0; round < 5000; ++round) {
    std::string form = form_with(kFile);
    for (std::uint64_t edits = 1 + random.next() % 4; edits > 0; --edits) {
      const std::size_t at = random.next() % form.size();
      const std::uint64_t kind = random.next() % 3;
      if (kind == 0) form[at] = static_cast<char>(random.next());
      if (kind == 1) form.insert(at, random.next() % 2 == 0 ? "\r\n--XX" : "\r\n\r\n");
      if (kind == 2 && form.size() > 50) form.erase(at, random.next() % 8);
    }
    const Found at_once = read(form, form.size());
    const Found in_pieces = read(form, 1 + random.next() % 9);
    EXPECT_EQ(at_once.is_whole, in_pieces.is_whole) << form;
    EXPECT_EQ(at_once.failed, in_pieces.failed) << form;
    if (!at_once.is_whole) continue;
    ++whole;
    EXPECT_EQ(at_once.bytes, in_pieces.bytes) << form;
    EXPECT_EQ(at_once.name, in_pieces.name) << form;
  }
  EXPECT_GT(whole, 500);
}

TEST(Multipart, ReadsTheBoundary) {
  EXPECT_EQ(form_boundary("multipart/form-data; boundary=abc"), "abc");
  EXPECT_EQ(form_boundary("multipart/form-data; boundary=\"a b\"; charset=utf-8"), "a b");
  EXPECT_EQ(form_boundary("multipart/form-data"), "");
  EXPECT_EQ(form_boundary("audio/wav; boundary=abc"), "");
  EXPECT_EQ(form_boundary("multipart/form-data; boundary=" + std::string(71, 'x')), "");
}

}  // namespace
}  // namespace timbre::server
