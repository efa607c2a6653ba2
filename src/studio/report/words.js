// What each measure tells, in one sentence.
const ABOUT = {
  snr_db: "How far your voice stands above the noise of the room and the microphone.",
  snr_room_db: "First estimate: the level of the speech against the quiet moments between words.",
  snr_wada_db: "Second estimate: how strongly the loud and the soft samples differ, which works without any pause.",
  noise_floor_dbfs: "The level of the room when nobody speaks.",
  speech_level_dbfs: "How loud the speech itself is recorded, pauses left out.",
  clipped_percent: "Samples cut off at the top of the scale; what was there is lost.",
  true_peak_dbtp: "The highest peak of the wave, also between the samples.",
  loudness_lufs: "How loud the whole take sounds to a listener.",
  loudness_max_momentary_lufs: "The loudest moment of 0.4 seconds.",
  loudness_max_short_term_lufs: "The loudest passage of 3 seconds.",
  loudness_range_lu: "How much the loudness moves between soft and loud passages.",
  duration_s: "The length of the take.",
  sample_rate_hz: "How many samples a second the file stores; half of it is the highest frequency it can hold.",
  bit_depth: "How finely each sample is stored.",
  silence_percent: "The share of the take in which nobody speaks.",
  silence_start_s: "How long it takes until the first word.",
  silence_end_s: "How long the take goes on after the last word.",
  bandwidth_hz: "The highest frequency that still carries sound; a voice without its highs sounds dull when cloned.",
  srmr: "How dry the room is: higher means less echo in the voice.",
  hum_db: "The tone of the mains, standing out of the noise of the room.",
  dc_offset: "How far the wave sits off its middle line.",
  click_count: "Short cracks from mouth, cable or editing.",
  plosive_count: "Bursts of breath on p and b that hit the microphone.",
  sibilance_count: "Sounds of s and sh that are sharp enough to sting.",
  f0_median_hz: "The pitch the voice comes back to.",
  f0_spread_st: "How lively the melody is: how far the pitch moves around its middle.",
  f0_range_st: "How wide the melody is, the rare extremes left out.",
  dynamics_db: "How much soft and loud words differ.",
  syllable_rate_hz: "How fast the syllables follow each other while you speak.",
  pauses_per_minute: "How often the speech rests.",
  pause_median_s: "How long a rest usually is.",
  pause_longest_s: "The longest rest inside the speech.",
  words_per_minute: "The pace of the reading, pauses included.",
  pause_share_percent: "How much of the time between the first and the last word is rest.",
  filler_count: "How often um, uh or hm was heard; recognisers leave some out.",
  repetition_count: "How often a word was said twice in a row.",
};

const VERDICTS = {
  keep: { word: "Keep", means: "This take is good to clone from." },
  review: { word: "Review", means: "Listen again before you clone from this take." },
  reject: { word: "Reject", means: "Record this one again." },
};
const LEVELS = { good: "good", fair: "fair", poor: "poor" };
const EVENTS = {
  clip: ["clipped place", "clipped places"],
  click: ["click", "clicks"],
  plosive: ["plosive pop", "plosive pops"],
  sibilance: ["sharp s", "sharp s sounds"],
};
const PERCEPTUAL = { dnsmos_p835: "DNSMOS P.835" };
const CHANNELS = {
  mono: "Mono",
  dual_mono: "Two equal channels",
  dead_channel: "One channel is dead",
  inverted: "One channel is inverted",
  stereo: "Stereo",
  multichannel: "Several channels",
};
const FACTS = {
  container: "File",
  codec: "Codec",
  sample_rate_hz: "Sample rate",
  bit_depth: "Bit depth",
  channel_count: "Channels",
  channel_layout: "Layout",
  is_float: "Floating point",
  is_lossy: "Lossy",
  profile: "Judged for",
};
// Findings that hold, as sentences. A number stands for {}.
const FINDINGS = {
  snr_estimates_disagree: "The two estimates of the noise disagree by more than 6 dB; the noise may change during the take.",
  digital_silence: "There are stretches of exact zeros inside the take, as editing or a muted microphone leaves them.",
  gated: "The pauses fall to nothing: a noise gate was on.",
  noise_suppressed: "The pauses are far quieter than the noise under the speech: noise suppression was on.",
  upsampled: "The sound fits a lower sample rate than the file claims: it was recorded lower and stored higher.",
  lossy_low_pass_hz: "The highs end at {}, as a lossy codec leaves them.",
  original_rate_hz: "The sound would fit a sample rate of {}.",
  hum_mains_hz: "The mains hum at {}.",
  cut_start: "The take begins inside a word.",
  cut_end: "The take ends inside a word.",
  no_speech: "No speech was found.",
  is_silent: "Every sample is zero.",
  is_dc_only: "There is nothing but a constant in the file.",
  non_finite_count: "{} samples were not numbers and were read as zero.",
};
