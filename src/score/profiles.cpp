#include "score/profiles.h"

#include <array>
#include <string>

namespace timbre::score {
namespace {

constexpr std::array kProfiles{
    Profile{"studio", "Any model", "Timbre: what nearly every cloning model can use after a cut", 8, 12, 35, 45, 24000,
            false, "A recording to choose clips from. Export cuts it to what a model wants."},
    Profile{"qwen3-tts", "Qwen3-TTS",
            "Qwen3-TTS code; Alibaba Model Studio documents (10 to 20 s, at most 60 s, 24 kHz)", 3, 10, 20, 60, 24000,
            true, "Wants the exact words of the clip."},
    Profile{"f5-tts", "F5-TTS", "F5-TTS code: clips to 6 to 12 s at a silence", 3, 6, 12, std::nullopt, 24000, true,
            "Longer clips are cut at a silence. About 1 s of silence at the end is advised."},
    Profile{"chatterbox", "Chatterbox",
            "Chatterbox code: first 10 s to the decoder, 6 or 15 s to the encoder; Turbo asks > 5 s", 5, 6, 15,
            std::nullopt, 24000, false, "Only the beginning of a longer clip is used: put the best phrase first."},
    Profile{"xtts", "XTTS", "XTTS code and documents: from 3 s, conditioning on 12 s, at most 30 s read", 3, 6, 12,
            std::nullopt, 22050, false, "Several files may be given."},
    Profile{"gpt-sovits", "GPT-SoVITS", "GPT-SoVITS code: refuses below 3 s and above 10 s", 3, 4, 9, 10, 16000, true,
            "The limits are hard. The ideal range inside them is Timbre's choice."},
    Profile{"cosyvoice", "CosyVoice", "CosyVoice code: refuses above 30 s and below 16 kHz", 3, 5, 25, 30, 16000, true,
            "The shortest length and the ideal range are Timbre's choice."},
    Profile{"omnivoice", "OmniVoice", "OmniVoice documents: 3 to 10 s, warns above 20 s", 3, 4, 10, std::nullopt, 24000,
            false, "With a transcript a long clip is not trimmed."},
    Profile{"zipvoice", "ZipVoice", "ZipVoice documents: 1 to 3 s for one speaker, warns above 10 s", 1, 1.5, 3,
            std::nullopt, 24000, true, "Add 0.2 s of silence at the end."},
    Profile{"indextts2", "IndexTTS2", "IndexTTS2 code: cut at 15 s", 3, 6, 15, std::nullopt, 24000, false,
            "The shortest length is Timbre's choice."},
    Profile{"neutts", "NeuTTS", "NeuTTS documents: 3 to 15 s, 16 to 44 kHz", 3, 5, 14, 15, 16000, true,
            "Natural, continuous speech with few pauses, in the language to be spoken."},
    Profile{"pocket-tts", "pocket-tts", "pocket-tts code: the first 30 s", 3, 8, 30, std::nullopt, 24000, false,
            "The quality of the clip is reproduced: noise included."},
    Profile{"fish-s2", "Fish S2 / OpenAudio", "Fish documents: 10 to 30 s", 10, 12, 28, 30, 24000, false,
            "A transcript is optional."},
    Profile{"elevenlabs-ivc", "ElevenLabs instant cloning",
            "ElevenLabs documents (reported): 1 to 2 minutes, at most 3", 60, 70, 120, 180, 24000, false,
            "One speaker, one consistent tone; aim at −23 to −18 dB RMS and −3 dB peak."},
};

}  // namespace

std::span<const Profile> profiles() { return kProfiles; }

const Profile& studio_profile() { return kProfiles.front(); }

Result<const Profile*> find_profile(std::string_view name) {
  std::string known;
  for (const Profile& profile : kProfiles) {
    if (profile.name == name) return &profile;
    known += (known.empty() ? "" : ", ") + std::string(profile.name);
  }
  return Error{ErrorKind::NotFound, "there is no profile '" + std::string(name) + "'; known are: " + known};
}

}  // namespace timbre::score
