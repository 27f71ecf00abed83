"""Arms: whether a weapon, or the nationality of one, stands for somebody in a sentence.

What belongs here: arms that somebody else uses, owns or was given. What does not: arms that act by themselves (« des drones
ukrainiens ont frappé … »), which stand for whose they are (parties.py).
"""

from tasks.code_events.grammar.relations import AGENT, OF
from tasks.code_events.grammar.sentence import Sentence
from tasks.code_events.lexicon.closed_classes import words_of
from tasks.code_events.lexicon.load import Lexicon
from tasks.gazetteer.words import fold

WITH = words_of("with")
CONTRACTED = words_of("contracted_of")
MEANS_NOUNS = words_of("means_nouns")
QUANTITIES = words_of("quantities")
OBJECTS = frozenset(("obj", "obl:arg"))
"""Relations of what is used to the verb."""
NAMING = frozenset(("amod", "appos", "conj", "flat:name", "flat:foreign"))
"""Relations of a name or adjective to the weapon."""
COMPLEMENTS = frozenset(("nmod", "acl"))
"""Relations of whose arms are, or to whom they were given."""
COUNTED = frozenset(("DET", "NUM", "ADJ"))
"""Parts of speech that may stand between a weapon and the preposition before it."""
MEANS_WITHIN = 6
"""So far before a weapon the word that makes it a means stands, in words."""
COORDINATED = 3
"""So far an adjective may stand from its noun in a coordination, in steps of the parse."""
OWNED_WITHIN = 8
"""So far behind a weapon its owner is told, in words."""


def is_of_arms(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """Whether a word tells no more than where somebody else's arms are from.

    « avec des missiles américains et britanniques », « des roquettes iraniennes tirées par … », « des drones de fabrication
    turque », « les chars allemands de l'armée ukrainienne », « a tiré des grenades françaises ».
    """
    noun = index
    for _ in range(COORDINATED):
        if noun != index and _is_somebody(sentence, noun):  # the adjective is that of whose they are
            return False
        noun = sentence.words[noun].head
        if _is_origin(sentence, noun, lexicon):
            return True
        if _is_weapon(sentence, noun, lexicon):
            return is_used(sentence, noun, lexicon) or _has_owner(sentence, index, noun, lexicon)
    return False


def is_anothers(sentence: Sentence, noun: int, lexicon: Lexicon) -> bool:
    """Whether a noun is a weapon that somebody else uses, or whose owner the words behind it tell."""
    if is_used(sentence, noun, lexicon):
        return True
    behind = range(noun + 1, min(noun + OWNED_WITHIN, len(sentence.words)))
    return _is_weapon(sentence, noun, lexicon) and any(_owner_at(sentence, at, noun, lexicon) for at in behind)


def _is_somebody(sentence: Sentence, noun: int) -> bool:
    """Whether a complement is led by an article: « de l'armée », « des forces », not « d'attaque »."""
    articles = (w for i, w in enumerate(sentence.words[:noun]) if w.head == noun and (w.dep == "det" or w.low in CONTRACTED))
    return sentence.words[noun].dep in COMPLEMENTS and any(articles)


def is_used(sentence: Sentence, noun: int, lexicon: Lexicon) -> bool:
    """Whether a noun is a weapon that somebody else uses, a name of it (« des missiles Storm Shadow ») or its origin."""
    for _ in range(COORDINATED):
        if _is_weapon(sentence, noun, lexicon) and (
            _is_means(sentence, noun, lexicon) or _has_agent(sentence, noun, lexicon) or _is_fired(sentence, noun, lexicon)
        ):
            return True
        if _is_origin(sentence, noun, lexicon):  # « de conception X et des missiles Y »
            return True
        if sentence.words[noun].dep not in NAMING:
            return False
        noun = sentence.words[noun].head
    return False


def _is_weapon(sentence: Sentence, noun: int, lexicon: Lexicon) -> bool:
    """A noun of arms, or a name that is no person's, place's or body's: « des F-35 américains »."""
    named = any(m.first <= noun <= m.last and m.label == "MISC" for m in sentence.mentions)
    return named or sentence.words[noun].low in lexicon.cues["arms"]


def _is_origin(sentence: Sentence, noun: int, lexicon: Lexicon) -> bool:
    """« de fabrication iranienne »: the noun by which a weapon's origin is told."""
    word = sentence.words[noun]
    led = noun > 0 and word.low in lexicon.cues["makes"] and sentence.words[noun - 1].low in OF
    return led and _is_weapon(sentence, word.head, lexicon)


def _is_means(sentence: Sentence, noun: int, lexicon: Lexicon) -> bool:
    """« avec une dizaine de drones turcs », « à l'aide de drones turcs », « équipés de fusils belges »."""
    left = sentence.words[max(0, noun - MEANS_WITHIN) : noun]
    for place in range(len(left) - 1, -1, -1):
        if left[place].low in WITH:
            return True
        if left[place].low in MEANS_NOUNS | lexicon.cues["equipped"]:
            return place + 1 < len(left) and left[place + 1].low in OF
        if left[place].pos not in COUNTED and left[place].low not in OF | QUANTITIES:
            return False
    return False


def _has_agent(sentence: Sentence, noun: int, lexicon: Lexicon) -> bool:
    """Whether a participle of the noun, or the verb of using arms that it is the subject of, names who used, not who hit it."""
    word = sentence.words[noun]
    used = {i for i, other in enumerate(sentence.words) if other.head == noun and other.pos == "VERB" and i > noun}
    used -= {i for i in used if sentence.words[i].lemma in lexicon.cues["hitting"]}
    fired = word.dep == "nsubj:pass" and sentence.words[word.head].lemma in lexicon.cues["firing"]
    used |= {word.head} if fired else set()
    return any(other.dep == AGENT and other.head in used for other in sentence.words)


def _is_fired(sentence: Sentence, noun: int, lexicon: Lexicon) -> bool:
    """« la police a tiré des grenades françaises »: the object of a verb of using arms."""
    word = sentence.words[noun]
    return word.dep in OBJECTS and sentence.words[word.head].lemma in lexicon.cues["firing"]


def _has_owner(sentence: Sentence, index: int, noun: int, lexicon: Lexicon) -> bool:
    """Whether another country's are told behind the arms as whose they are: « de l'armée indienne », « livrés à l'Ukraine »."""
    own = frozenset(lexicon.gazetteer.demonyms.get(fold(sentence.words[index].low), ()))
    behind = range(noun + 1, min(noun + OWNED_WITHIN, len(sentence.words)))
    told = (_owner_at(sentence, at, noun, lexicon) for at in behind if at != index)
    return any(countries and not own & countries for countries in told)


def _owner_at(sentence: Sentence, at: int, noun: int, lexicon: Lexicon) -> frozenset[str]:
    """The countries that a word may mean where it hangs on the arms by a complement or participle; empty where it does not."""
    named = {m.country for m in sentence.mentions if m.first == at and m.country and m.label != "MISC"}
    path = _path(sentence, at, noun)
    if not any(_tells_owner(sentence, via, lexicon) for via in (path if named else path[1:])):
        return frozenset()
    return frozenset(named) or frozenset(lexicon.gazetteer.demonyms.get(fold(sentence.words[at].low), ()))


def _tells_owner(sentence: Sentence, via: int, lexicon: Lexicon) -> bool:
    """« de l'armée indienne », « livrés à l'Ukraine »; not « contre l'Inde », « tirés sur l'Ukraine »."""
    word = sentence.words[via]
    if word.dep == "acl":
        return word.lemma in lexicon.cues["giving"]
    return word.dep == "nmod" and any(w.head == via and w.dep == "case" and w.low in OF for w in sentence.words[:via])


def _path(sentence: Sentence, at: int, noun: int) -> list[int]:
    """The words by which one hangs on another, itself first; empty where it does not."""
    path = [at]
    while sentence.words[path[-1]].head != noun:
        following = sentence.words[path[-1]].head
        if following in path or len(path) > OWNED_WITHIN:
            return []
        path.append(following)
    return path
