"""Names for made-up registers: common given and family names of six traditions, and syllables.

The combinations are drawn by lot and belong to nobody.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tradition:
    """`respellings` are (pattern, other spelling) over a lower-case word."""

    weight: int
    men: tuple[str, ...]
    women: tuple[str, ...]
    families: tuple[str, ...]
    syllables: tuple[str, ...]
    respellings: tuple[tuple[str, str], ...]
    # A child's second name is its father's first one, and there is no family name.
    patronymic: bool = False


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ARABIC = (
    ("ou", "u"), ("ou", "oo"), ("u", "ou"), ("u", "o"), ("oo", "ou"), ("ee", "i"), ("i", "ee"),
    ("ei", "ai"), ("ai", "ay"), ("ay", "ai"), ("ch", "sh"), ("sh", "ch"), ("^j", "dj"),
    ("dj", "j"), ("^j", "g"), ("kh", "h"), ("kh", "k"), ("q", "k"), ("k(?!h)", "q"), ("gh", "g"),
    ("dh", "d"), ("th", "t"), ("ss", "s"), ("(?<=[aeiou])s(?=[aeiou])", "ss"),
    ("(?<=[aeiou])m(?=[aeiou])", "mm"), ("mm", "m"), ("a$", "ah"), ("ah$", "a"), ("e", "a"),
    ("a(?=[hm])", "e"), ("w", "ou"), ("^abdel", "abd el "), ("^abdul", "abdel"),
    ("^abder", "abdul"), ("^el(?=[b-z])", "al "), ("^al(?=[b-z])", "el"), ("y(?=[aeiou])", "i"),
    ("dd", "d"), ("ll", "l"), ("aa", "a"),
)  # fmt: skip
_WEST = (
    ("ou(?=[aei])", "w"), ("w(?=[aei])", "ou"), ("ou", "u"), ("(?<![aeo])u(?![aeo])", "ou"),
    ("dj", "j"), ("^j", "dj"), ("^di(?=[ao])", "j"), ("ch", "sh"), ("sh", "ch"),
    ("c(?=[aou])", "k"), ("k(?=[aou])", "c"), ("ss", "s"), ("(?<=[aeiou])s(?=[aeiou])", "ss"),
    ("y(?=[aeiou])", "i"), ("^n(?=[dg])", "n'"), ("(?<=[aeo])h$", ""), ("a$", "ah"), ("e$", ""),
    ("gu(?=[ei])", "g"), ("kp", "p"), ("i$", "y"), ("ey$", "ei"), ("oo", "o"),
)  # fmt: skip
_HORN = (
    ("ghe", "ge"), ("ge", "ghe"), ("ay", "ai"), ("ai", "ay"), ("y$", "i"), ("e$", ""),
    ("ts", "s"), ("tz", "ts"), ("w", "u"), ("ie", "e"), ("ae", "a"), ("ss", "s"), ("kk", "k"),
    ("q", "k"), ("k", "q"), ("zz", "z"), ("mm", "m"), ("a(?=[bdlmn])", "e"), ("e(?=[bdlmn])", "a"),
    ("x", "h"), ("c(?=[aou])", "k"), ("aa", "a"), ("ii", "i"), ("oo", "o"), ("dh", "d"),
)  # fmt: skip
_PERSIAN = (
    ("ou", "u"), ("u", "oo"), ("oo", "u"), ("ee", "i"), ("i(?!$)", "ee"), ("gh", "q"), ("q", "gh"),
    ("kh", "k"), ("v", "w"), ("w", "v"), ("ei", "ey"), ("ey", "ei"), ("ai", "ay"), ("zh", "j"),
    ("ss", "s"), ("h$", ""), ("eh$", "a"), ("a$", "eh"), ("o", "u"), ("e", "i"), ("zadeh$", "zada"),
    ("i$", "y"), ("^mo", "mu"), ("ll", "l"), ("aa", "a"),
)  # fmt: skip
_SOUTH = (
    ("ee", "i"), ("i(?!$)", "ee"), ("oo", "u"), ("u", "oo"), ("sh", "s"), ("v", "b"), ("b", "v"),
    ("v", "w"), ("j", "z"), ("z", "j"), ("ph", "f"), ("th", "t"), ("dd", "d"), ("kh", "k"),
    ("a$", "ah"), ("ur", "oor"), ("y", "i"), ("ck", "k"), ("ay", "ai"), ("aa", "a"), ("q", "k"),
)  # fmt: skip
_EAST = (
    ("ë", "e"), ("ç", "c"), ("xh", "j"), ("gj", "g"), ("sh", "s"), ("q", "c"), ("y", "i"),
    ("ks", "x"), ("iy", "i"), ("ya", "ia"), ("ia", "ya"), ("j", "y"), ("v$", "ff"), ("ch", "tch"),
    ("kh", "h"), ("zh", "j"), ("ll", "l"), ("rr", "r"), ("ts", "c"), ("i$", "y"), ("dz", "z"),
)  # fmt: skip

TRADITIONS = (
    Tradition(
        5,
        _words(
            "Mohamed Ahmed Ali Hassan Hussein Omar Khaled Youssef Ibrahim Mahmoud Mustafa Tarek"
            " Abdallah Abderrahmane Abdelkader Karim Samir Nabil Jamal Rachid Said Bilal Walid"
            " Hamza Anas Ayman Marwan Faisal Nasser Salim Idris Yassin Sofiane Mourad Hicham Adel"
            " Ziad Othman Haroun Ismail Abdelaziz Abdulhamid Munir Fouad Kamal Rami Sami Wael"
        ),
        _words(
            "Fatima Aicha Khadija Mariam Zeinab Amina Salma Leila Huda Iman Samira Nadia Rania"
            " Habiba Safia Asma Hanan Souad Naima Latifa Malika Yasmina Rachida Karima Dalal Ghada"
            " Hala Jamila Kawthar Lubna Maha Nawal Rim Sanaa Sawsan Wafa Widad Zahra Houria Samah"
        ),
        _words(
            "Haddad Mansour Khoury Najjar Hamdan Shaheen Darwish Qasim Masri Halabi Zidane Bakri"
            " Farouk Ghanem Saleh Barakat Taha Jaber Hilal Sharif Aziz Benali Bouzid Cherif"
            " Belkacem Mebarki Hamidi Slimani Elamrani Alaoui Bennani Tazi Idrissi Chaoui Hajji"
            " Khalil Jabbour Suleiman Alhariri Alrifai Kassem Shami Turki Zoubi Khatib Obeid"
        ),
        _words("ab al ba bar dah fa ha had han ja ka kar la mah man mi nas ni ra rash sal shar ta"),
        _ARABIC,
    ),
    Tradition(
        5,
        _words(
            "Ousmane Oumar Abdoulaye Moussa Issa Amadou Mamadou Souleymane Djibril Boubacar Cheikh"
            " Seydou Lassina Drissa Bakary Modibo Sekou Tidiane Alpha Thierno Kwame Kofi Kwasi Yaw"
            " Kojo Kwabena Chukwuemeka Emeka Obinna Ikenna Tunde Segun Femi Musa Ibrahima Lamine"
            " Alieu Ebrima Momodou Fode Youssouf Adama Salif Karamoko Ansumana Foday"
        ),
        _words(
            "Fatoumata Aminata Mariama Kadiatou Awa Oumou Aissatou Hawa Binta Djeneba Rokia"
            " Salimata Adjoa Akosua Abena Akua Yaa Afia Ama Efua Esi Ngozi Chioma Amaka Ifeoma"
            " Nneka Bisi Folake Titilayo Yewande Isatou Fanta Nafissatou Ramata Ndeye Coumba"
            " Assetou Tenin"
        ),
        _words(
            "Diallo Cisse Camara Coulibaly Keita Toure Ndiaye Bah Traore Sow Konate Diarra Sylla"
            " Bangoura Sissoko Drame Diop Fofana Barry Kone Ouattara Ouedraogo Sawadogo Mensah"
            " Owusu Boateng Asante Appiah Agyeman Yeboah Quansah Okafor Nwosu Eze Okonkwo Balogun"
            " Adeyemi Ceesay Jallow Jobe Njie Sesay Kamara Conteh Bojang Touray Kouassi Kouame"
        ),
        _words("ba bo dou fo ga kan ke ko kou la man me mo na ndi nou sa se tou wa wo ye zan"),
        _WEST,
    ),
    Tradition(
        3,
        _words(
            "Tesfaye Mehari Haile Kidane Dawit Yonas Samuel Abraham Berhane Mulugeta Girma Bekele"
            " Tadesse Solomon Daniel Yohannes Ghirmay Negash Tewolde Abdi Mohamud Hassan Jama Farah"
            " Warsame Guled Liban Ismael Nur Osman Yusuf Getachew Alemayehu Kebede Dereje Habtamu"
            " Filmon Robel Isayas Zerai"
        ),
        _words(
            "Selam Hiwot Tigist Meron Bethlehem Helen Senait Almaz Tsehay Genet Rahel Saba Yordanos"
            " Feven Luwam Winta Hodan Halima Sahra Ayan Hibo Ifrah Fadumo Amina Khadra Asha Mulu"
            " Aster Lemlem Zewditu Mekdes Eden Kisanet Natsnet"
        ),
        (),
        _words("ab be da de fe ga ge ha ka ki le me ne ra se ta te wa ya ze za"),
        _HORN,
        patronymic=True,
    ),
    Tradition(
        3,
        _words(
            "Mohammad Ali Reza Hossein Mehdi Hamid Javad Saeed Majid Ahmad Karim Rahim Nasir Farid"
            " Jawad Sayed Gul Habib Zabihullah Najibullah Esmatullah Abdul Ghulam Mirwais Noor"
            " Shafiq Wahid Zalmai Babak Kamran Siavash Omid Navid Farhad Behzad Arash Hashmat"
        ),
        _words(
            "Fatemeh Zahra Maryam Zeinab Leila Shirin Parisa Nasrin Farzaneh Mahnaz Soraya Nargis"
            " Freshta Zarghuna Palwasha Shabnam Laila Roya Mina Nilofar Setareh Azadeh Ziba Gulalai"
            " Malalai Razia Simin Tahmina Wazhma Homa"
        ),
        _words(
            "Ahmadi Hosseini Rezaei Karimi Mohammadi Rahimi Moradi Jafari Sadeghi Hashemi Amiri"
            " Noori Haidari Sharifi Azizi Rasouli Akbari Nazari Yousefi Qasemi Alizadeh Mirzaei"
            " Popal Wardak Stanikzai Barakzai Sahak Niazi Zadran Safi Faizi Habibi Sultani"
        ),
        _words("ab ah am az ba far ga ha jan ka mo na pa ra sha so ta va za zad zai"),
        _PERSIAN,
    ),
    Tradition(
        2,
        _words(
            "Muhammad Abdur Rahim Karim Rafiq Shafiqul Jahangir Mizanur Aminul Nazrul Faruk Selim"
            " Ranjit Harpreet Gurpreet Manjit Suresh Ramesh Anil Vijay Imran Asif Bilal Usman Zahid"
            " Tariq Nadeem Waqas Saif Kumar Priyantha Nuwan Chaminda"
        ),
        _words(
            "Fatema Ayesha Rahima Shirina Nasima Salma Rehana Parveen Sultana Kulsum Jaswinder"
            " Sunita Anita Kavita Bushra Saima Nazia Rubina Shazia Sadia Dilini Kumari Chathurika"
        ),
        _words(
            "Hossain Rahman Islam Ahmed Khan Chowdhury Miah Uddin Sarkar Sheikh Begum Akter Singh"
            " Kaur Sharma Kumar Malik Butt Chaudhry Qureshi Perera Fernando Silva Bandara"
        ),
        _words("ab ban cha da gu ha ka ma mu na pa ra sa shu su ta ud va"),
        _SOUTH,
    ),
    Tradition(
        2,
        _words(
            "Arben Besnik Dritan Ilir Luan Agim Blerim Driton Giorgi Levan Davit Zurab Nikoloz"
            " Armen Tigran Aram Vardan Aslan Ruslan Magomed Timur Ion Vasile Andrei Mihai Goran"
            " Dragan Zoran Milan Emir Senad"
        ),
        _words(
            "Valbona Mimoza Teuta Drita Elona Nino Tamar Ketevan Eka Ani Lusine Gayane Zarema"
            " Madina Aminat Elena Maria Ioana Jasmina Mirela Snezana Azra"
        ),
        _words(
            "Hoxha Shehu Krasniqi Gashi Berisha Beridze Kapanadze Gelashvili Lomidze Sargsyan"
            " Hakobyan Grigoryan Magomedov Aliyev Ismailov Popescu Rusu Ceban Jovanovic Petrovic"
            " Demirovic Hasanovic"
        ),
        _words("be dri ga gel hox ka kra lo mag mi pe pop ra sar she shvi vich yan za"),
        _EAST,
    ),
)
