#pragma once
/// A grant for tests: somebody vouches for "Ann Smith".

#include <string>
#include <vector>

#include "safety/consent_book.h"

namespace timbre::safety {

/// `languages`: as in ConsentScope.
inline ConsentGrant attested(ConsentBook& book, const std::string& voice,
                             const std::vector<std::string>& languages = {}) {
  const auto record = book.attest({.voice = voice,
                                   .person = "Ann Smith",
                                   .scope = {.purpose = "tests", .languages = languages, .expires_ms = {}},
                                   .reason = "a signed statement is in the files",
                                   .document = {}});
  return book.grant(record.value().id).value();
}

}  // namespace timbre::safety
