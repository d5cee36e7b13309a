"""The words a receipt may be made of: everyday, innocent, hard to mishear.

A receipt may be found on a kitchen table or in a phone by the person who is feared, and may
be read aloud to a stranger. So no word may hint at harm, police, courts, illness, bodies or
family; none may sound like another English word; none may differ from another by one letter.
"""

from collections.abc import Iterator
from functools import cache

from mnemonic import Mnemonic

SHORTEST = 4

NOT_INNOCENT = """
abandon abuse access accident accuse addict admit adult affair afraid alarm alcohol alert alien
alone also anger angry anxiety apology armed army arrest assault asthma attack avoid awful
awkward baby bachelor battle behave betray birth bitter blade blame blanket bleak blind blood
blush body bomb bone brain brother bullet bunker burden burst cage cancel cannon case cash
casino cause caution chaos chase chest child chronic cigar civil claim client clinic close club
conduct confirm control convince couple cousin crack crash crawl crazy crime cruel crunch crush
damage danger daring dash daughter deal debate debris decline demise denial dentist depend
deputy despair destroy detail detect devote dilemma dirt disagree disease dismiss disorder
distance divorce dizzy doctor document donor dose drama drastic drink drop dumb dwarf emotion
empty endless enemy enforce enlist erase erode erosion error erupt escape ethics evidence evil
evoke excess exclude excuse execute exhaust exile exit expire explain expose fade fall false
family fatal father fatigue fault federal female fence fever file fire fiscal force forget
foster fragile fury garbage gasp ghost girl glare gloom goddess gossip govern grief grit group
guard guilt hand hard harsh hazard head health heart help hidden hire hold home horror hospital
human hungry hunt hurry hurt husband identify ignore illegal illness immune impose infant
inflict inform inhale inherit inject injury inmate innocent input inquiry insane inside inspire
intact isolate issue jealous judge junk kick kidney kind kiss knife knock label lady language
lawsuit lazy leave legal liar liberty life lock lonely love mad maid mandate marriage mask
master member memory mercy message minor misery miss mistake monitor monster moral mother much
muscle naive name nasty need negative neglect neither nephew never nothing nuclear nurse obey
oblige obscure observe often okay oppose orphan outside panic parent party patient patrol
penalty people permit person physical pill pistol police poverty power predict prevent prison
private problem project proof property protect punch purse quit razor reason rebel recall record
refuse regret reject release relief rely remind remove report rescue resist response retire
retreat reveal rifle right riot risk rival romance rough rude sad sadness safe scare scatter
school search secret security seek senior sentence service settle sheriff shield shiver shock
shoot shop short shove shrug sibling sick siege sight silent siren sister skin skull slab slam
smoke social soldier someone sorry speak spoil still sting strike struggle stuff stumble submit
suffer surge surround suspect sustain swear sword symptom target tattoo teach tenant they tired
tissue tobacco toddler toilet tongue tragic transfer trap trash trial trigger trouble trust
truth ugly unable unaware uncle uncover undo unfair unhappy unknown unlock unusual unveil upset
urge useless vague vanish verify very veteran vicious victory virus void wage warfare warrior
waste weapon weird whip whisper wife witness wolf woman worry wreck wrestle wrist wrong young
youth
"""

# Read aloud, each of these could be written down as something else.
SOUNDS_LIKE_ANOTHER = """
aisle base beach bean blue board bread caught cause ceiling cereal check chef core course creek
crew cruise current deer desert dial dice draft feel find flee flower gate gauge great guess
hair have high hole hour idle jeans knee know lens lesson lion loan loud mail main meat medal
metal mind minor muscle night nose novel number order ozone pact pair palm pause peace pear
piece plate pole praise price pride profit purpose rain raise rare real ring road roof rose
route sail sauce scene seed sell sense series shoe side sign size slow sort soul source stairs
stay steak steel stem style suit sweet table tail team that then there thing this thought thrive
throw tide time tomorrow train tuition twin verb vessel wait walk wall want wash wave weather
west whale what wheat wheel when where will wing wish wood work year
"""

# Numbers, and words British and American writers spell or say in different ways.
SPELT_OR_COUNTED = """
armor artefact catalog color defense diesel donate eight elevator enroll favorite fiber first
flavor fortune garage half harbor humor hundred labor license math million odor once oppose
program ranch route satoshi sheriff soccer tomato tornado twelve twenty twice vacuum vapor zero
"""

OMITTED = frozenset(f"{NOT_INNOCENT} {SOUNDS_LIKE_ANOTHER} {SPELT_OR_COUNTED}".split())


@cache
def every_word() -> tuple[str, ...]:
    """Give the published list whose words differ in their first four letters."""
    return tuple(Mnemonic("english").wordlist)


@cache
def receipt_words() -> tuple[str, ...]:
    """Choose the words that may be handed to a reporter."""
    kept: list[str] = []
    taken: set[str] = set()
    for word in every_word():
        if len(word) < SHORTEST or word in OMITTED or taken.intersection(_blurs(word)):
            continue
        kept.append(word)
        taken.update(_blurs(word))
    return tuple(kept)


def _blurs(word: str) -> Iterator[str]:
    """Yield what is left when one letter is not caught: words that share one are confusable."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + "?" + word[at + 1 :]
