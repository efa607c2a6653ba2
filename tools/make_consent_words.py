#!/usr/bin/env python3
"""Makes data/consent/words_en.txt: the words of consent challenges, frequent, short and hard to mistake for each other.

From Debian 12's pocketsphinx-en-us (pronunciations, and word frequencies as its language model tells them) and wamerican
(which words are no names). A word is taken, the most frequent first, when it
  - has three to eight letters, all small ones in wamerican, and one to three syllables,
  - has one pronunciation of four to ten phones that no other word of the dictionary has,
  - is not a plural, past tense or other ending put on a word of the dictionary,
  - differs from every word taken before in at least two phones,
  - is not in the list of words left out below: offensive, violent, of the body, or of a group of people.

usage: make_consent_words.py [--count 2048] [--dict FILE] [--model FILE] [--words FILE] > data/consent/words_en.txt
"""
import argparse
import collections
import ctypes
import re
import sys

LEFT_OUT_STEMS = """
abort abus acid addict adult alcohol anal arab arse assault attack babe bastard beer behead bitch bomb booze boob breast
brutal bullet butt cannab catholic cigar cocain condom coon corpse crime crimin cripple cult damn dead death demon devil
dick die dirty drug drunk dumb dyke erot evil execut explod exploit explos fag fascis fat feces fetish fool fraud fuck
gang gay genital ghetto gore gun gypsy hate hell heroin hitler homo hooker horny hostage hostil idiot inject islam jail
jesus jew jihad kidnap kill lesbian lust lynch marij massacre miscarr missile molest moron mosque murder muslim naked
nazi negro nude orgasm panties pedo penis pimp piss poison poop porn pregnan prison prostit puke punch pussy queer racis
rape rapist rectum religio retard rifle riot satan screw semen sex shit shoot skank slap slave slut smok snort spank
sperm stab stalk steal strangl strip stupid suck suicid syphil tampon terror testic thief tits tobacco torture toxic
tramp trans trash turd ugly urin vagin victim violen virgin vodka vomit war wank weapon weed whiskey whore wound
bloody booty bust cancer casket coffin condemn convict cop corrupt crack crap crash creep cruel curse danger disabl
disease disgust divorc drown enem execut fatal feminin fetal fight filth flesh funeral gamb grave grenad guilt handicap
harass harm hooker horror hunger hurt illegal infect insane insult jerk junk liar loser lying lousy masculin menace
mental mistress mob nasty naughty obes oppress orphan pervert plague pray priest prophet punish racial rebel refugee
republic democrat liberal conservat rude savage scandal scum sicken sin sins skull slaughter slayer sober sold spit
steroid stink strike suffer surgeon surgery swear tank threat tomb trauma tumor virus warfare warrior wicked widow witch
worthless wreck zombie christ church bible mormon pope rabbi saint nun allah hindu buddh trump obama clinton putin
stalin vatican lawsuit lawyer felon arrest police soldier army marine military navy troop invas invad combat battle
ambush anarchy anthrax accuse assassin asshole asthma atheist autis autopsy bankrupt betray bigot bikini binge bull burial
carnage cartel chubby clueless clumsy coma conquer conquest contempt coroner cris crotch crusade culprit cynical dagger
dictator disaster dismal dummy dungeon dwar embryo ethnic fanatic freak genocid gender goddess graffiti gruesome grump
handgun hangover hatred heinous helpless hideous hijack hoax homicid horr ignoran immoral inept infam jackass lunati mania
mutant mayhem migra militant morbid morgue morphine nigg nicotin nudity nuisance nuclear opium overdos overkill pagan panic
paranoi parasit pathetic pirat prank predator prostat psych pubert rampa raunch reckless redneck rehab relaps revenge
ruthless sabotag scalp scam shotgun sharia shame shudder smallpox stigma shaman steril stubborn stroke taunt tequila theft
torment toilet traged traitor troll trench tyran vampire vegan villain vicious violat voodoo vulgar wasteful disgrac
dreadful fetus diaper cringe goblin grudge genet hormon hospic insulin bladder acne artery cocktail biggie gonna gimme
kinda dunno darn corsair monsieur ditto whomever atomic unarmed unsafe unrest uprising unborn pariah savag exotic erotic
euthan fatal feral gallows glutt haunt hobo hooligan humiliat indecen inferior infant jeopard lech lethal lewd looter
malic malign molest mongrel mutilat nemes obscen outlaw ordeal orthodox perish pest rabid raid rascal rogue ruin sadis
savage scoundrel seduc senile shackle slum smug snob snot sodom spinster squalor stench suffoc tabloid tattoo tyrant
unfaith vandal vengean venom vermin vulner wrath wretch disarm disrupt dominat eeri agony angst anger angry ashamed
atroci barbar betroth bigam blasphem bleed crook curs dismember dope drag extor filth foe gospel guru gullib heathen
heresy hind hysteri incest inmate juvenil karma kosher lunar macho maul monk moral mosqu mug mummy naive narcot needy
opiate overweight pathog peasant pimple plunder preach propagand prophe puke quarrel rage rampag rascal ravag rebirth
recession redempt revolt rowdy sacrific seizure sewage shaman shun sinister slander sneak snitch spank spineless starv
starve stupor suck sultan tantrum testament therap thug thyroid timid tribun tumult turmoil unclean vengeful virtue wart
ems rpm sos adobe asbestos abysmal cholera bowel backside bandit lingerie herpes uterus estrogen evict perverse populist
leftist lobbyist saliva gotta hostess dynamite embargo cavalry squadron fungus abolish corpus chassis slang anguish cunning
janitor lavish bastion unlawful imperial hiatus debacle
diva imam junta howdy gotcha quasi
weak weird whack wimp wither worship wrest
""".split()

VOWELS = set("AA AE AH AO AW AY EH ER EY IH IY OW OY UH UW".split())
ENDINGS = ["s", "es", "ed", "d", "ing", "ly", "er", "ers", "est", "ness", "y"]


def pronunciations(path):
    ways = collections.defaultdict(list)
    for line in open(path, encoding="latin-1"):
        head, *phones = line.split()
        ways[re.sub(r"\(\d+\)$", "", head)].append(tuple(phones))
    return ways


def frequencies(path):
    """The model's words, the most frequent first."""
    sphinx = ctypes.CDLL("libsphinxbase.so.3")
    sphinx.err_set_logfp(None)
    pointer, number = ctypes.c_void_p, ctypes.c_int32
    sphinx.logmath_init.restype = pointer
    sphinx.logmath_init.argtypes = [ctypes.c_double, ctypes.c_int, ctypes.c_int]
    sphinx.ngram_model_read.restype = pointer
    sphinx.ngram_model_read.argtypes = [pointer, ctypes.c_char_p, ctypes.c_int, pointer]
    sphinx.ngram_model_get_counts.restype = ctypes.POINTER(ctypes.c_uint32)
    sphinx.ngram_model_get_counts.argtypes = [pointer]
    sphinx.ngram_word.restype = ctypes.c_char_p
    sphinx.ngram_word.argtypes = [pointer, number]
    sphinx.ngram_ng_score.argtypes = [pointer, number, pointer, number, ctypes.POINTER(number)]
    model = sphinx.ngram_model_read(None, path.encode(), 0, sphinx.logmath_init(1.0001, 0, 0))
    used = number()
    count = sphinx.ngram_model_get_counts(model)[0]
    scored = [(-sphinx.ngram_ng_score(model, i, None, 0, ctypes.byref(used)), sphinx.ngram_word(model, i).decode())
              for i in range(count)]
    return [word for _, word in sorted(scored)]


def distance_under_two(a, b):
    """Whether one change, addition or loss of a phone makes a into b."""
    if abs(len(a) - len(b)) > 1:
        return False
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    return max(len(a), len(b)) - head - tail <= 1


def is_ending_on_a_word(word, known):
    for ending in ENDINGS:
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) >= 3 and (
                stem in known or stem + "e" in known or (stem[-1] == stem[-2] and stem[:-1] in known)
                or (stem.endswith("i") and stem[:-1] + "y" in known)):
            return True
    return False


def chosen(arguments):
    ways = pronunciations(arguments.dict)
    sounds = collections.Counter(way for list_of_ways in ways.values() for way in set(list_of_ways))
    plain = {line.strip() for line in open(arguments.words, encoding="utf-8")}
    taken = {}
    for word in frequencies(arguments.model):
        if not re.fullmatch(r"[a-z]{3,8}", word) or word not in plain or word.capitalize() in plain:
            continue
        if len(ways[word]) != 1 or any(word.startswith(stem) for stem in LEFT_OUT_STEMS):
            continue
        phones = ways[word][0]
        if not 4 <= len(phones) <= 10 or not 1 <= sum(p in VOWELS for p in phones) <= 3 or sounds[phones] > 1:
            continue
        if is_ending_on_a_word(word, plain) or any(distance_under_two(phones, other) for other in taken.values()):
            continue
        taken[word] = phones
        if len(taken) == arguments.count:
            break
    return sorted(taken)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    model = "/usr/share/pocketsphinx/model/en-us/"
    parser.add_argument("--count", type=int, default=2048)
    parser.add_argument("--dict", default=model + "cmudict-en-us.dict")
    parser.add_argument("--model", default=model + "en-us.lm.bin")
    parser.add_argument("--words", default="/usr/share/dict/american-english")
    words = chosen(parser.parse_args())
    print("# Consent challenges, English. By tools/make_consent_words.py from pocketsphinx-en-us (CMU, BSD) and wamerican.")
    print("\n".join(words))
    print(f"{len(words)} words", file=sys.stderr)


if __name__ == "__main__":
    main()
