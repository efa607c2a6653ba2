#pragma once
/// One text on its way through the synthesizer. The order of what happens: docs/clone.md.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "clone/detail/piece_sealer.h"
#include "clone/piece_joiner.h"
#include "clone/pieces.h"
#include "clone/synthesizer.h"

namespace timbre::clone {

class Synthesizer::Run : public RawSpeechSink {
 public:
  /// `sink` may be none: then nothing goes out before the end. `owner`'s report is filled in on the way.
  Run(Synthesizer& owner, const Voice& voice, const safety::ConsentGrant& grant, const SpeakOptions& options,
      safety::MarkedBlockSink* sink);

  /// From the wish in the log to its end in the log. Once.
  [[nodiscard]] Result<safety::MarkedSpeech> go(const std::string& text);

  /// What the engine makes of the piece at hand.
  [[nodiscard]] Result<void> take(RawSpeech block) override;

 private:
  [[nodiscard]] Result<std::uint64_t> ask(const std::string& text);
  [[nodiscard]] Result<safety::MarkedSpeech> make(const std::string& text);
  [[nodiscard]] Result<void> speak_piece(const Piece& piece);
  [[nodiscard]] Result<void> make_piece(const Piece& piece, const std::string& key);
  [[nodiscard]] Result<bool> take_kept(const Piece& piece, const std::string& key);
  void keep(const std::string& key);
  [[nodiscard]] Result<void> prepare_prompt();
  [[nodiscard]] Result<void> check_still_allowed();
  [[nodiscard]] Result<void> mark(const audio::AudioView& speech);
  [[nodiscard]] Result<safety::MarkedSpeech> finish();
  [[nodiscard]] Result<void> log_end(std::uint64_t asked, const Result<safety::MarkedSpeech>& made);

  [[nodiscard]] double elapsed_s() const;
  [[nodiscard]] SpeakOptions engine_options(std::size_t piece_characters);
  void say(std::string words, double done_characters) const;
  void warn(const std::string& words);

  Engine& engine_;
  Safeguards& safeguards_;
  SynthesizerShelves& shelves_;
  SpeechReport& report_;
  const Clock& clock_;
  Random& random_;
  Sealer sealer_;
  Voice voice_;  // with its prompt, once there is one
  const safety::ConsentGrant& grant_;
  SpeakOptions options_;  // with the language as given or detected
  safety::MarkedBlockSink* sink_;

  std::chrono::nanoseconds started_;
  std::string reference_;  // its hash
  std::vector<Piece> pieces_;
  std::size_t characters_ = 0;       // of all pieces
  std::size_t done_characters_ = 0;  // of those that are done
  bool has_asked_prompt_ = false;
  bool was_allowed_ = false;
  audio::AudioBuffer raw_;            // of the piece at hand
  std::size_t piece_characters_ = 0;  // of the piece at hand
  PieceJoiner joiner_;
  audio::AudioBuffer whole_;  // without a sink
  std::optional<safety::MarkedStream> stream_;
};

}  // namespace timbre::clone
