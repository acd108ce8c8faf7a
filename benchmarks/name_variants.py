"""How registrars spell one name in several ways: the list that name search is measured on.

The rules were written before the search tokens, from how names are put on paper and not from what
the search folds, so that the list can find the search wrong:

- French and English offices hear the same West African name apart (ou/w/u, dj/j, di/j before a
  vowel, c/k, ss/s, a silent final e, an accent, an apostrophe after a nasal: N'Diaye, Ndiaye).
- Arabic has no short vowels in script and no single romanisation: the Maghreb writes the French
  way (ou, ch, dj, ouch), Egypt has g for jim, the Gulf and the east write sh, j, oo, ee, q, dh, th;
  `al` and `abd` stand apart, hyphened or joined, and are assimilated or not (al-Rahman, ar-Rahman).
- A clerk drops accents, doubles or halves a consonant, and swaps, loses or doubles a letter.

`ATTESTED` are names that are in use side by side for one another. Whoever they make up is nobody.

    python benchmarks/name_variants.py [--number 40]     prints the first of the list
"""

import argparse
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

SEED = 3
NUMBER = 3000


def _words(text: str) -> list[str]:
    return text.split()


# One spelling of a sound and another of the same; a pattern over a lower-case word.
WEST_AFRICAN = [
    (r"ou(?=[aeiéè])", "w"), (r"w(?=[aeiéè])", "ou"), (r"ou", "u"),
    (r"(?<![aeo])u(?![aeo])", "ou"), (r"dj", "j"), (r"\bj", "dj"), (r"\bdi(?=[aeo])", "j"),
    (r"ch", "sh"), (r"sh", "ch"), (r"c(?=[aou])", "k"), (r"k(?=[aou])", "c"),
    (r"\bc(?=[ei])", "s"), (r"ss", "s"), (r"(?<=[aeiou])s(?=[aeiou])", "ss"), (r"é", "e"),
    (r"è", "e"), (r"ï", "i"), (r"y(?=[aeiou])", "i"), (r"(?<=[aeo])i(?=[aeo])", "y"),
    (r"(?<=[bdgklmnrst])e\b", ""), (r"\b([mn])(?=[bdgjkmt])", r"\1'"), (r"\b([mn])'", r"\1"),
    (r"i\b", "y"), (r"y\b", "i"), (r"gu(?=[ei])", "g"), (r"ph", "f"), (r"(?<=[aeiou])h\b", ""),
    (r"a\b", "ah"), (r"qu", "k"), (r"kp", "p"), (r"tch", "ch"),
]  # fmt: skip
ARABIC = [
    (r"ou", "u"), (r"ou", "o"), (r"oo", "ou"), (r"u", "ou"), (r"u", "o"), (r"o(?!u)", "u"),
    (r"ee", "i"), (r"i(?=[bdfklmnrst]\b)", "ee"), (r"i(?=[bdfklmnrst]\b)", "e"), (r"e", "a"),
    (r"a(?=[hm])", "e"), (r"ch", "sh"), (r"sh", "ch"), (r"j", "dj"), (r"dj", "j"), (r"j", "g"),
    (r"q", "k"), (r"k(?!h)", "q"), (r"kh", "k"), (r"kh", "h"), (r"gh", "g"), (r"dh", "d"),
    (r"th", "t"), (r"th", "s"), (r"ss", "s"), (r"(?<=[aeiou])s(?=[aeiou])", "ss"), (r"mm", "m"),
    (r"(?<=[aeiou])m(?=[aeiou])", "mm"), (r"y(?=[aeiou])", "i"), (r"ai", "ay"), (r"ai", "ei"),
    (r"ah\b", "a"), (r"a\b", "ah"), (r"aa", "a"), (r"f(?=[aeiou]?$)", "ph"), (r"z", "dh"),
    (r"dd", "d"), (r"w", "ou"), (r"ï", "i"), (r"'", ""),
]  # fmt: skip
EUROPEAN = [
    (r"ä", "ae"), (r"ö", "oe"), (r"ü", "ue"), (r"ß", "ss"), (r"ø", "o"), (r"ł", "l"), (r"ck", "k"),
    (r"c(?=[aouhlr])", "k"), (r"k", "c"), (r"ph", "f"), (r"f", "ph"), (r"th", "t"), (r"tt", "t"),
    (r"ll", "l"), (r"nn", "n"), (r"y", "i"), (r"i(?=[aeo])", "y"), (r"v", "w"), (r"w", "v"),
    (r"sz", "s"), (r"sch", "sh"), (r"ij", "y"), (r"z", "s"), (r"ou", "u"), (r"ew\b", "u"),
    (r"e\b", ""), (r"ie\b", "y"), (r"son\b", "sen"), (r"sson\b", "son"), (r"oe", "o"), (r"é", "e"),
]  # fmt: skip

# The same name in use in several spellings, so far apart that no single rule leads there.
ATTESTED = [
    "Mohamed Muhammad Mohammed Mohamad Mouhamed Muhammed Mohammad",
    "Ouedraogo Wedraogo Ouédraogo Wedrago", "Diallo Jallow Djallo Jalloh Dialo",
    "Cissé Cisse Sisse Ceesay Sesay", "Camara Kamara", "Coulibaly Koulibaly Kulibali Culibali",
    "Keïta Keita Kaita Keyta", "Touré Toure Turay Ture", "Ndiaye N'Diaye Njie Njai", "Bah Ba Baa",
    "Traoré Traore Trawore Trawally", "Sow Saw So", "Konaté Konate Conateh Konateh",
    "Diarra Jarra Djarra", "Sylla Silla Syllah", "Bangoura Bangura Bankura",
    "Sissoko Cissokho Sissokho", "Dramé Drame Drammeh", "Diop Jobe Joop Diope",
    "Fofana Fofanah Foffana", "Barry Bari Barri", "Youssouf Yusuf Yousuf Youssef Yousef Yusef",
    "Ousmane Usman Othman Osman Uthman Ousman", "Oumar Umar Omar Oumarou Umaru",
    "Ibrahim Ibrahima Brahim Ebrahim Ibraheem", "Issa Isa Eissa Essa",
    "Abdoulaye Abdulaye Abdullah Abdallah Abdullahi", "Khadija Khadidja Kadija Hadija Khadeeja",
    "Aïcha Aisha Aysha Aicha Aïssata", "Fatoumata Fatumata Fatimata",
    "Fatima Fatma Fatimah Fatema", "Hussein Hossein Houcine Husayn Hussain Hocine",
    "Hassan Hasan Hassane Hassen", "Djibril Jibril Gibril Jebril",
    "Moustapha Mustafa Mostafa Mustapha Moustafa",
    "Abderrahmane Abdulrahman Abdelrahman Abdurrahman Abdirahman",
    "Abdelkader Abdulkadir Abdulqadir Abdelqader", "Djamel Jamal Gamal Jamel",
    "Tarek Tariq Tarik Tareq", "Khaled Khalid Kaled Chalid", "Saïd Said Saeed Sayeed Seidu",
    "Nour Noor Nur Noura", "Rachid Rashid Rasheed Rachide", "Yacoub Yaqub Yakubu Yacouba Jakub",
    "Suleiman Souleymane Sulaiman Solomon Sulayman", "Haroun Harun Haruna Haroon",
    "Idriss Idris Iddrisu Edris", "Zeinab Zainab Zaynab Zeineb",
    "Mariam Maryam Mariama Meryem Miriam", "Aboubacar Abubakar Abubakari Abu-Bakr Boubacar",
    "Cheikh Sheikh Shaykh Sheik", "Moussa Musa Mousa Moosa", "Yeboah Yeboa Yebua",
    "Kwame Kwami Kouamé Kouame", "Kwasi Kouassi Kwesi", "Kofi Koffi Cofi",
    "Akosua Akossiwa Akosiwa", "Quansah Kwansah Quansa", "Okafor Okafo", "Chukwu Chuku Chukwou",
    "Eze Ezeh Ese", "Tesfaye Tesfay Tesfaie", "Mehari Mehary Mehare", "Ghebre Gebre Gebreh",
    "Haile Hayle Haileh", "Kidane Kidan Kidaneh", "Meyer Meier Maier Mayer",
    "Schmidt Schmitt Schmid", "Janssen Jansen Janssens", "Petrovic Petrović Petrovich",
    "Catherine Katherine Kathryn Katarina", "Stefan Stephan Stephen Steven",
    "Nicolas Nikolas Nicholas Niklas",
]  # fmt: skip

# Name, and how its bearers write it.
IN_ARABIC = {
    "Mohamed": "محمد", "Ahmed": "أحمد", "Mahmoud": "محمود", "Youssef": "يوسف", "Ibrahim": "إبراهيم",
    "Omar": "عمر", "Othman": "عثمان", "Ali": "علي", "Hassan": "حسن", "Hussein": "حسين",
    "Khaled": "خالد", "Tarek": "طارق", "Jamal": "جمال", "Karim": "كريم", "Said": "سعيد",
    "Salah": "صلاح", "Mustafa": "مصطفى", "Abdallah": "عبد الله", "Abderrahmane": "عبد الرحمن",
    "Abdelkader": "عبد القادر", "Nour": "نور", "Samir": "سمير", "Rachid": "رشيد", "Bilal": "بلال",
    "Idris": "إدريس", "Haroun": "هارون", "Moussa": "موسى", "Issa": "عيسى", "Yahya": "يحيى",
    "Zakaria": "زكريا", "Suleiman": "سليمان", "Yakoub": "يعقوب", "Fatima": "فاطمة",
    "Aicha": "عائشة", "Khadija": "خديجة", "Mariam": "مريم", "Zeinab": "زينب", "Amina": "أمينة",
    "Salma": "سلمى", "Leila": "ليلى", "Huda": "هدى", "Iman": "إيمان", "Samira": "سميرة",
    "Nadia": "نادية", "Rania": "رانيا", "Habiba": "حبيبة", "Safia": "صفية", "Asma": "أسماء",
    "Haddad": "حداد", "Nasser": "ناصر", "Mansour": "منصور", "Khoury": "خوري", "Sabbagh": "صباغ",
    "Najjar": "نجار", "Hamdan": "حمدان", "Shaheen": "شاهين", "Darwish": "درويش", "Qasim": "قاسم",
    "Rahman": "رحمن", "Masri": "مصري", "Halabi": "حلبي", "Baghdadi": "بغدادي", "Tunsi": "تونسي",
    "Zidane": "زيدان", "Bakri": "بكري", "Farouk": "فاروق", "Ghanem": "غانم", "Saleh": "صالح",
    "Barakat": "بركات", "Ismail": "إسماعيل", "Taha": "طه", "Younes": "يونس", "Habib": "حبيب",
    "Jaber": "جابر", "Harb": "حرب", "Hilal": "هلال", "Sharif": "شريف", "Aziz": "عزيز",
}  # fmt: skip
ARABIC_GIVEN = list(IN_ARABIC)[:48]
ARABIC_FAMILY = list(IN_ARABIC)[48:]

WEST_AFRICAN_GIVEN = _words(
    "Ousmane Oumar Abdoulaye Moussa Issa Amadou Mamadou Souleymane Djibril Boubacar Cheikh"
    " Seydou Lassina Drissa Bakary Modibo Sékou Tidiane Alpha Thierno Kwame Kofi Kwasi Yaw Kojo"
    " Kwadwo Chukwuemeka Obinna Ifeanyi Emeka Tunde Babatunde Olusegun Fatoumata Aminata Mariama"
    " Kadiatou Awa Rokia Assétou Bintou Djeneba Nafissatou Ramatou Salimata Oumou Adama Akosua"
    " Ama Abena Adwoa Esi Efua Ngozi Chioma Adaeze Folake Yetunde Hadiza Zainabu Rahinatu"
)
WEST_AFRICAN_FAMILY = _words(
    "Ouedraogo Diallo Traoré Coulibaly Keïta Touré Cissé Camara Konaté Diarra Sylla Bangoura"
    " Sissoko Dramé Diop Fofana Barry Sow Ndiaye Kaboré Sawadogo Zongo Compaoré Ouattara Bamba"
    " Koné Soumahoro Dembélé Sangaré Doumbia Kouyaté Djiré Mensah Owusu Boateng Asante"
    " Acheampong Quansah Yeboah Agyeman Darko Kwarteng Okafor Nwosu Eze Chukwu Adeyemi Ogunleye"
    " Balogun Abubakar Bello Danjuma Jawara Ceesay Jatta Sanyang Kpodo Agbeko Dzokoto Amegah"
    " Koffi Gbagbo Dossou Houngbo"
)
EUROPEAN_GIVEN = _words(
    "Stefan Nicolas Catherine Jürgen Björn Zoë Agnieszka Krzysztof Wojciech Marie-Claire"
    " Étienne Françoise Giuseppe Francesca Joaquín Begoña Sofie Pieter Katrijn Matthias Ilse"
    " Dragana Zoran Philippe Thérèse Kathleen Geoffrey Sylvie Ludovic Yannick Veronika Tomasz"
    " Søren Elisabeth"
)
EUROPEAN_FAMILY = _words(
    "Meyer Schmidt Janssen Petrović Kowalczyk Wiśniewski Müller Schröder Vandenberghe"
    " Verschueren Lefèvre Beaulieu Ferreira Gonçalves Etxeberria Rossi Bianchi Thompson"
    " MacGregor O'Connor Lindqvist Jørgensen Hoffmann Dijkstra Wouters Novák Szabó Popescu"
    " Ivanović Delacroix Chevalier"
)


@dataclass(frozen=True)
class Variant:
    """One person's name as it is held, and as somebody asks for it."""

    kind: str
    held: str
    asked: str


@dataclass(frozen=True)
class Tradition:
    given: list[str]
    family: list[str]
    rules: list[tuple[str, str]]


TRADITIONS = [
    Tradition(WEST_AFRICAN_GIVEN, WEST_AFRICAN_FAMILY, WEST_AFRICAN),
    Tradition(ARABIC_GIVEN, ARABIC_FAMILY, ARABIC),
    Tradition(EUROPEAN_GIVEN, EUROPEAN_FAMILY, EUROPEAN),
]


def respelled(word: str, rules: list[tuple[str, str]], rng: random.Random) -> str:
    """The word after one or two rules that apply to it; the word itself where none does."""
    low = word.lower()
    for pattern, written in rng.sample(rules, len(rules)):
        changed = re.sub(pattern, written, low, count=1)
        if changed != low:
            low = changed
            if rng.random() < 0.6:
                break
    return low.capitalize()


def mistyped(word: str, rng: random.Random) -> str:
    """One letter lost, doubled, swapped with the next, or hit beside; never the first."""
    if len(word) < 5:
        return word
    at = rng.randrange(1, len(word) - 1)
    head, letter, tail = word[:at], word[at], word[at + 1 :]
    return rng.choice(
        [
            head + tail,
            head + letter + letter + tail,
            head + tail[0] + letter + tail[1:],
            head + rng.choice("aeinorst") + tail,
        ]
    )


def without_accents(text: str) -> str:
    parted = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parted if not unicodedata.combining(letter))


def _spelling(given: str, family: str, tradition: Tradition, rng: random.Random) -> str:
    """One registrar's hearing of one of the words, or an attested other form of it."""
    words = [given, family]
    at = rng.randrange(2)
    others = [form for form in _forms(words[at]) if form != words[at]]
    words[at] = (
        rng.choice(others)
        if others and rng.random() < 0.5
        else respelled(words[at], tradition.rules, rng)
    )
    return " ".join(words)


def _forms(word: str) -> list[str]:
    return next((forms.split() for forms in ATTESTED if word in forms.split()), [])


def _order(given: str, family: str, tradition: Tradition, rng: random.Random) -> str:
    return f"{family} {given}"


def _typing(given: str, family: str, tradition: Tradition, rng: random.Random) -> str:
    words = [given, family]
    at = rng.randrange(2)
    words[at] = mistyped(words[at], rng)
    return without_accents(" ".join(words))


def _combined(given: str, family: str, tradition: Tradition, rng: random.Random) -> str:
    """Both words respelled; half of the time the order changed, and a letter mistyped."""
    words = [respelled(word, tradition.rules, rng) for word in (given, family)]
    if rng.random() < 0.5:
        words.reverse()
    if rng.random() < 0.5:
        at = rng.randrange(2)
        words[at] = mistyped(words[at], rng)
    return without_accents(" ".join(words))


def _arabic(given: str, family: str, tradition: Tradition, rng: random.Random) -> str:
    """In Arabic script, the family name with its article half of the time."""
    article = "ال" if rng.random() < 0.5 else ""
    return f"{IN_ARABIC[given]} {article}{IN_ARABIC[family]}"


Making = Callable[[str, str, Tradition, random.Random], str]
KINDS: dict[str, Making] = {
    "spelling": _spelling,
    "order": _order,
    "typing": _typing,
    "combined": _combined,
    "arabic": _arabic,
}


def variants(number: int = NUMBER, seed: int = SEED) -> Iterator[Variant]:
    """As many of each kind, and of each tradition but for the Arabic script; always the same."""
    rng = random.Random(seed)
    made = 0
    while made < number:
        kind = list(KINDS)[made % len(KINDS)]
        tradition = TRADITIONS[1] if kind == "arabic" else rng.choice(TRADITIONS)
        given, family = rng.choice(tradition.given), rng.choice(tradition.family)
        # Two given names are common, and asked for with one of them.
        held = f"{given} {rng.choice(tradition.given)} {family}" if rng.random() < 0.2 else ""
        asked = KINDS[kind](given, family, tradition, rng)
        name = held or f"{given} {family}"
        if asked != name:
            made += 1
            yield Variant(kind, name, asked)


# Families that no list holds: made up of syllables of each tradition, so that a population has
# its long tail of rare names.
SYLLABLES = [
    _words(
        "ba bo dou fo ga gnon kan ke ko kou la lou man me mo na ndi nou sa se tou wa wo ye zan zo"
    ),
    _words(
        "ab al ba bar dah fa ha had han ja ka kar la mah man mi nas ni ra rash sal shar ta za zar"
    ),
    _words(
        "bau ber bren der dor fel gar hau ker len lin mar mer nor pel ros schal ster tin vel wen"
    ),
]
RARE = 0.3


def population(number: int, seed: int = SEED) -> Iterator[str]:
    """Full names as several registers together hold them: few common, many rare, all spellings."""
    rng = random.Random(seed + 1)
    weights = [1 / rank for rank in range(1, 100)]
    for _ in range(number):
        at = rng.choices(range(len(TRADITIONS)), [5, 4, 2])[0]
        tradition = TRADITIONS[at]
        given = rng.choices(tradition.given, weights[: len(tradition.given)])[0]
        if rng.random() < RARE:
            family = "".join(rng.choices(SYLLABLES[at], k=rng.randint(2, 4))).capitalize()
        else:
            family = rng.choices(tradition.family, weights[: len(tradition.family)])[0]
        words = [given, family]
        if rng.random() < 0.2:
            words.insert(1, rng.choice(tradition.given))
        yield " ".join(
            respelled(word, tradition.rules, rng) if rng.random() < 0.25 else word for word in words
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--number", type=int, default=40)
    for variant in variants(options.parse_args().number):
        print(f"{variant.kind:10}{variant.held:34}{variant.asked}")


if __name__ == "__main__":
    main()
