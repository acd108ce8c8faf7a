"""Word lists of the generator. Names and towns are common ones; whoever they make up is nobody."""

from homeward.cases.choices import FactKind, SaidBy


def _words(text: str) -> list[str]:
    return text.split()


FEMALE = _words(
    "Abena Adwoa Afia Afua Akosua Akua Ama Araba Ayisha Comfort Dela Efua Ekua Enyonam Esi Esther"
    " Faustina Florence Gifty Grace Habiba Joyce Lamisi Linda Mabel Mariama Memuna Naa Patience"
    " Rahinatu Salamatu Sena Vida Yaa Zainab Aurélie Béatrice Clémence Fatoumata Mireille Solange"
)
MALE = _words(
    "Abdul Alhassan Baba Daniel Dela Ebo Ekow Emmanuel Ernest Felix Francis Fuseini Godwin Haruna"
    " Ibrahim Isaac Issah Jibril Joseph Kobina Kodzo Kofi Kojo Kwabena Kwadwo Kwaku Kwame Kwasi"
    " Mahama Nii Prosper Samuel Selorm Seidu Stephen Yakubu Yaw Amadou Blaise Étienne Moussa"
)
FAMILY = _words(
    "Abubakari Acheampong Addo Adjei Adomako Afriyie Agbeko Agyeman Akoto Alhassan Amoah Ampofo"
    " Ankrah Annan Ansah Appiah Arthur Asamoah Asante Atta Awuah Baidoo Bawa Boadu Boakye Boateng"
    " Bonsu Danquah Darko Dogbe Donkor Duah Dzokoto Essien Fuseini Gyamfi Iddrisu Issahaku Kpodo"
    " Kumah Kwarteng Lamptey Mahama Mensah Mohammed Nartey Nkansah Nortey Ntim Nyarko Obeng Ocran"
    " Odoom Ofori Okai Opoku Osei Owusu Quaye Quansah Sackey Salifu Sarpong Seidu Sowah Tagoe"
    " Tetteh Tsikata Twum Wiredu Yakubu Yeboah Zakari"
)
# The same names as their bearers write them in Arabic script.
ARABIC = {
    "Abdul": "عبد", "Alhassan": "الحسن", "Ayisha": "عائشة", "Fatoumata": "فاطمة",
    "Fuseini": "حسيني",
    "Habiba": "حبيبة", "Haruna": "هارون", "Ibrahim": "إبراهيم", "Iddrisu": "إدريس", "Issah": "عيسى",
    "Issahaku": "إسحاق", "Jibril": "جبريل", "Mahama": "محمد", "Mariama": "مريم", "Memuna": "ميمونة",
    "Mohammed": "محمد", "Moussa": "موسى", "Abubakari": "أبو بكر", "Salamatu": "سلامة",
    "Salifu": "صالح", "Seidu": "سعيد", "Yakubu": "يعقوب", "Zainab": "زينب", "Zakari": "زكريا",
    "Amadou": "أحمد", "Baba": "بابا", "Rahinatu": "راحينة",
}  # fmt: skip

# Town, region, latitude, longitude.
TOWNS = [
    ("Accra", "Greater Accra", 5.56, -0.20),
    ("Tema", "Greater Accra", 5.67, -0.02),
    ("Madina", "Greater Accra", 5.68, -0.17),
    ("Kasoa", "Central", 5.53, -0.42),
    ("Cape Coast", "Central", 5.11, -1.25),
    ("Kumasi", "Ashanti", 6.69, -1.62),
    ("Obuasi", "Ashanti", 6.20, -1.67),
    ("Techiman", "Bono East", 7.59, -1.94),
    ("Sunyani", "Bono", 7.34, -2.33),
    ("Takoradi", "Western", 4.90, -1.76),
    ("Koforidua", "Eastern", 6.09, -0.26),
    ("Ho", "Volta", 6.60, 0.47),
    ("Tamale", "Northern", 9.40, -0.84),
    ("Bolgatanga", "Upper East", 10.79, -0.85),
    ("Wa", "Upper West", 10.06, -2.51),
]
FLIGHTS = [("SN 277", "Brussels"), ("SN 281", "Brussels"), ("KL 589", "Amsterdam")]
LANGUAGES = ["tw", "ee", "ha", "en", "fr"]
LANGUAGE_WORDS = {"tw": "Twi", "ee": "Ewe", "ha": "Hausa", "en": "English", "fr": "French"}

FACTS: dict[FactKind, list[str]] = {
    FactKind.LANGUAGES: [
        "Twi at home, English at work", "Ewe and English", "Hausa, some French",
        "Twi et français, un peu d'anglais", "English and Ga",
    ],
    FactKind.DIET: ["Eats everything", "Halal", "No pork", "Sans lactose pour le plus jeune"],
    FactKind.SCHOOL_LEVEL: [
        "Junior high school finished", "Senior high school, no certificate", "Primary school",
        "Deux années d'école technique", "Vocational certificate",
    ],
    FactKind.FAMILY_ORIGIN: [
        "A sister with a room for the first weeks", "Parents in the village, not told yet",
        "Une tante qui garde les enfants le jour", "An uncle at the market", "",
    ],
    FactKind.DOCUMENTS: [
        "Passport valid for two more years", "Laissez-passer, one entry",
        "Acte de naissance, pas de passeport", "Ghana Card expired",
    ],
    FactKind.HOUSING: [
        "With a relative for up to two months", "None arranged", "Rented room through a friend",
        "Maison familiale, deux pièces libres",
    ],
    FactKind.HEALTH: [
        "Asthma, carries an inhaler", "Knee operation last year, walks with a stick",
        "High blood pressure, tablets for three months", "Suivi de grossesse, cinquième mois",
        "Nothing that needs care",
    ],
    FactKind.CHILD_NEEDS: [
        "Time with both grandparents", "School place near the home",
        "Vaccination book to be completed",
        "Parle surtout néerlandais, cours d'anglais utile", "Day care in the mornings",
    ],
    FactKind.URGENT: [
        "A bed for the first three nights", "Transport to the north on the second day",
        "Argent de poche pour la première semaine", "Nothing urgent",
    ],
    FactKind.WISHES: [
        "To open a tailoring shop with her sister", "To drive a delivery tricycle",
        "Reprendre un atelier de soudure", "To farm vegetables on family land",
        "To train as an electrician", "To sell cooked food near the station",
    ],
    FactKind.DESTINATION: [
        "Close to the sister, at least the first year", "In town, where there is work",
        "Retour au village après les pluies", "Wherever the school is good",
    ],
    FactKind.WORRIES: [
        "Debts towards the family who paid the journey", "What the neighbours will say",
        "Ne pas trouver de revenu avant trois mois", "That the children lose a school year",
    ],
    FactKind.TRADE: [
        "Tailor, six years", "Cleaner in offices, four years", "Cuisinier, trois ans",
        "Welder and metal worker", "Warehouse worker", "Farm work since childhood", "Hairdresser",
    ],
    FactKind.TRAINING: [
        "Dutch A2, forklift licence", "None with a certificate", "Attestation de couture, 2021",
        "Electrical installation, first level",
    ],
    FactKind.BUSINESS: [
        "Two sewing machines and a rented front room", "Poultry, two hundred birds to begin with",
        "Kiosque de réparation de téléphones", "Catering for offices", "",
    ],
    FactKind.FIT_TO_TRAVEL: ["Fit to fly", "Fit to fly with an aisle seat", "Apte à voyager"],
    FactKind.LUGGAGE: ["Two suitcases each", "One suitcase and a sewing machine", "Trois valises"],
    FactKind.ONWARD: ["Bus next morning", "Met at the airport by a brother", "", "Vol intérieur"],
    FactKind.ASYLUM: ["Application withdrawn by the person", "Procédure close"],
}  # fmt: skip

# Of whom it can be said; what is not named here can be said of everybody.
WOMAN, CHILDREN, PUPIL, SMALL, GROUP = "woman", "children", "pupil", "small", "group"
SCHOOL_AGE = 6
ONLY: dict[str, tuple[str, ...]] = {
    "Suivi de grossesse, cinquième mois": (WOMAN,),
    "To open a tailoring shop with her sister": (WOMAN,),
    "Une tante qui garde les enfants le jour": (CHILDREN,),
    "Sans lactose pour le plus jeune": (CHILDREN,),
    "Wherever the school is good": (PUPIL,),
    "That the children lose a school year": (PUPIL,),
    "School place near the home": (PUPIL,),
    "Parle surtout néerlandais, cours d'anglais utile": (PUPIL,),
    "Vaccination book to be completed": (SMALL,),
    "Day care in the mornings": (SMALL,),
    "Two suitcases each": (GROUP,),
}
# Whom one knows it from.
TOLD = [SaidBy.PERSON] * 5 + [SaidBy.FAMILY]
ON_PAPER = [SaidBy.DOCUMENT] * 2 + [SaidBy.PERSON]
SOURCES: dict[FactKind, list[SaidBy]] = {
    FactKind.WISHES: [SaidBy.PERSON],
    FactKind.WORRIES: [SaidBy.PERSON],
    FactKind.DESTINATION: [SaidBy.PERSON],
    FactKind.BUSINESS: [SaidBy.PERSON],
    FactKind.DOCUMENTS: [SaidBy.DOCUMENT],
    FactKind.FIT_TO_TRAVEL: [SaidBy.DOCUMENT],
    FactKind.TRAINING: ON_PAPER,
    FactKind.SCHOOL_LEVEL: ON_PAPER,
    FactKind.ASYLUM: ON_PAPER,
}

NEEDS_NOTE = [
    "Asked twice about the flight date; told that it holds.",
    "Phoned: everybody arrived well in the home town.",
    "La famille préfère être appelée le soir.",
    "Visited at home; the shop front is being painted.",
    "Brought the quotation of a second supplier.",
]
GOALS = [
    "A workshop that feeds the family by next year",
    "An income of their own and the children at school",
    "Un logement stable et un métier",
    "Regular work as an electrician",
    "A food stand that pays for itself after six months",
]
BUSINESS_LINES = [
    "Sewing machines and first cloth", "Welding set and safety gear",
    "Cold store for the food stand",
    "Poultry house and first birds", "Tools for electrical work", "Outillage de coiffure",
]  # fmt: skip
CASH_LINES = ["Rent for the first three months", "School uniforms and books", "Loyer et caution"]
CONDITIONS = [
    "Brings a second quotation for the equipment",
    "Shows the rental contract of the shop",
    "Visits the business adviser before the purchase",
]
REMARKS = ["", "Convincing and modest.", "Dossier complet.", "To be seen again after the training."]
MESSAGES = [
    "Motivated, and can begin at once.",
    "Please call in the afternoon.",
    "Besoin d'un interprète pour le premier rendez-vous.",
    "",
]
ANSWERS = ["Welcome on the first day at eight.", "Please bring an identity document.", ""]
DESK_REMARKS = [
    "",
    "",
    "Left with a relative by car.",
    "One bag is missing, reported to the airline.",
]
STREETS = ["Market Road", "Station Street", "Old Coast Road", "Hospital Lane", "School Crossing"]
WITNESSES = ["Sister Monica Debrah", "Interpreter Ousmane Kabo", "Marie-Claire Hardy"]

# What a receiver asks before it decides.
QUESTION = "Can the person come on Saturdays as well, and who looks after the children then?"
