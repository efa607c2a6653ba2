#include "text/cmu_dictionary.h"

#include <algorithm>
#include <cstdlib>

#include "text/phonemes.h"

namespace timbre::text {
namespace {

constexpr std::uintmax_t kLargestBytes = 64U << 20U;

bool is_blank(char byte) { return byte == ' ' || byte == '\t' || byte == '\r'; }

/// As the dictionary writes words: ASCII letters small, apostrophes straight.
std::string as_head(std::string_view word) {
  constexpr std::string_view kCurly = "’";
  std::string head(word);
  for (auto at = head.find(kCurly); at != std::string::npos; at = head.find(kCurly))
    head.replace(at, kCurly.size(), "'");
  for (char& c : head) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return head;
}

}  // namespace

Result<CmuDictionary> CmuDictionary::load(const std::filesystem::path& path, FileSystem& disk) {
  CmuDictionary dictionary;
  TRY(dictionary.bytes_, disk.read(path, kLargestBytes));
  dictionary.index_lines();
  return dictionary;
}

/// The file is sorted but for a line or two, so only those are sorted and merged in.
void CmuDictionary::index_lines() {
  const auto by_head = [this](std::uint32_t a, std::uint32_t b) { return head_at(a) < head_at(b); };
  lines_.reserve(bytes_.size() / 24);  // a line's mean length
  std::vector<std::uint32_t> late;
  for (std::size_t at = 0; at < bytes_.size();) {
    const std::size_t end = std::min(bytes_.find('\n', at), bytes_.size());
    const auto line = static_cast<std::uint32_t>(at);
    if (end > at && !is_blank(bytes_[at])) {
      const bool is_late = !lines_.empty() && by_head(line, lines_.back());
      (is_late ? late : lines_).push_back(line);
    }
    at = end + 1;
  }
  if (late.empty()) return;
  std::stable_sort(late.begin(), late.end(), by_head);
  const auto middle = lines_.insert(lines_.end(), late.begin(), late.end());
  std::inplace_merge(lines_.begin(), middle, lines_.end(), by_head);
}

std::vector<Pronunciation> CmuDictionary::pronunciations(std::string_view word) const {
  std::vector<Pronunciation> found;
  const std::string head = as_head(word);
  if (head.empty() || head.back() == ')') return found;
  const std::uint32_t* line = find(head);
  for (int alternative = 2; line != nullptr; ++alternative) {
    Pronunciation phones = phones_at(*line);
    if (!phones.empty() && std::find(found.begin(), found.end(), phones) == found.end())
      found.push_back(std::move(phones));
    line = find(head + "(" + std::to_string(alternative) + ")");
  }
  return found;
}

std::string_view CmuDictionary::head(std::size_t line) const { return head_at(lines_[line]); }

std::string_view CmuDictionary::head_at(std::uint32_t offset) const {
  const std::string_view rest = std::string_view(bytes_).substr(offset);
  return rest.substr(0, rest.find_first_of(" \t\r\n"));
}

Pronunciation CmuDictionary::phones_at(std::uint32_t offset) const {
  std::string_view line = std::string_view(bytes_).substr(offset);
  line = line.substr(0, line.find('\n'));
  line.remove_prefix(head_at(offset).size());
  Pronunciation phones;
  while (!line.empty()) {
    const std::size_t end = std::min(line.find_first_of(" \t\r"), line.size());
    const std::string_view phone = line.substr(0, end);
    if (!phone.empty() && std::find(kCmuPhones.begin(), kCmuPhones.end(), phone) == kCmuPhones.end()) return {};
    if (!phone.empty()) phones.emplace_back(phone);
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return phones;
}

const std::uint32_t* CmuDictionary::find(std::string_view head) const {
  const auto at = std::lower_bound(lines_.begin(), lines_.end(), head,
                                   [this](std::uint32_t line, std::string_view word) { return head_at(line) < word; });
  return at != lines_.end() && head_at(*at) == head ? &*at : nullptr;
}

std::filesystem::path cmu_dictionary_path() {
  const char* named = std::getenv("TIMBRE_CMU_DICT");
  return named != nullptr && *named != '\0' ? named : TIMBRE_CMU_DICT_FILE;
}

}  // namespace timbre::text
