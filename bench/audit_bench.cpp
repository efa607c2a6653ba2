// Builds a log of so many records in memory, verifies it, checks the answer, and says how long verifying took.
// usage: audit_bench [RECORDS]
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "safety/audit_verify.h"

namespace {

using namespace timbre;
using namespace timbre::safety;

/// Records as the log writes them, with a head for every 64th.
struct Log {
  std::vector<std::string> records;
  std::vector<NamedHead> heads;
};

Log make_log(std::uint64_t count, const Ed25519Seed& seed, const Ed25519PublicKey& key) {
  Log log;
  MerkleFrontier frontier;
  std::string prev = no_record_before();
  for (std::uint64_t i = 0; i < count; ++i) {
    const Json details{{"asked", i},
                       {"engine", "an engine"},
                       {"payload", i},
                       {"duration_ms", 4200},
                       {"sound_sha256", std::string(64, 'a')}};
    const std::string text =
        record_text({i, static_cast<std::int64_t>(1'700'000'000'000 + i), "clone_made", "a voice", details, prev})
            .value();
    prev = sha256_hex(text);
    frontier.push(leaf_hash(text));
    log.records.push_back(text);
    if (frontier.size() % 64 != 0 && frontier.size() != count) continue;
    const std::string head = sign_head({frontier.size(), frontier.root(), 0, key}, seed).value();
    log.heads.push_back({"head", parse_head(head).value()});
  }
  return log;
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 100'000;
  const Ed25519Seed seed{{1}};
  const auto key = ed25519_public_key(seed).value();
  Log log = make_log(count, seed, key);
  std::vector<std::string> heads;
  for (const NamedHead& one : log.heads) heads.push_back(sign_head(one.head, seed).value());
  const auto start = std::chrono::steady_clock::now();
  std::vector<NamedHead> parsed;
  for (const std::string& head : heads) parsed.push_back({"head", parse_head(head).value()});
  AuditVerifier verifier(std::move(parsed), {key});
  for (std::uint64_t i = 0; i < count; ++i) verifier.push(i, log.records[i]);
  const AuditVerdict verdict = verifier.finish();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::printf("%llu records and %zu signed heads verified in %.2f s, %llu problems\n",
              static_cast<unsigned long long>(verdict.record_count), heads.size(), took.count(),
              static_cast<unsigned long long>(verdict.problem_count));
  return verdict.problem_count == 0 && verdict.record_count == count ? 0 : 1;
}
