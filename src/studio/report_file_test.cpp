#include "studio/report_file.h"

#include "gtest/gtest.h"

#include "base/testing/memory_file_system.h"

namespace timbre::studio {
namespace {

TEST(ReportPaths, OneTakeGoesWhereItWasToldSeveralGetAPageEach) {
  MemoryFileSystem disk;
  disk.files["/out/keep"];
  EXPECT_EQ(report_paths("/x.html", {"a.wav"}, disk).value(), (std::vector<std::filesystem::path>{"/x.html"}));
  const auto several = report_paths("/out", {"a/t.wav", "b/t.wav", "-"}, disk);
  ASSERT_TRUE(several.ok());
  EXPECT_EQ(*several, (std::vector<std::filesystem::path>{"/out/t.html", "/out/t-2.html", "/out/standard-input.html"}));
  const auto refused = report_paths("/nowhere", {"a.wav", "b.wav"}, disk);
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().message.find("/nowhere"), std::string::npos);
}

}  // namespace
}  // namespace timbre::studio
