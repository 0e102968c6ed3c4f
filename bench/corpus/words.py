"""What the stories of the corpus are made of, each line in English, Russian and Armenian.

Line by line the three say the same, so that a story is the same story in every language. Any `WHO`, `DID`
and `WHEN` make a sentence: who did it is always several people, what they did is past.
"""

from __future__ import annotations

Line = tuple[str, str, str]

WHO: list[Line] = [
    ("residents of the old quarter", "жители старого квартала", "հին թաղամասի բնակիչները"),
    ("the engineers of the dam", "инженеры плотины", "պատվարի ինժեներները"),
    ("members of the city council", "депутаты городского совета", "քաղաքային խորհրդի անդամները"),
    ("doctors of the regional hospital", "врачи областной больницы", "մարզային հիվանդանոցի բժիշկները"),
    ("teachers from four villages", "учителя из четырёх сёл", "չորս գյուղերի ուսուցիչները"),
    ("owners of small shops", "владельцы небольших магазинов", "փոքր խանութների տերերը"),
    ("scientists of the observatory", "учёные обсерватории", "աստղադիտարանի գիտնականները"),
    ("the drivers of night buses", "водители ночных автобусов", "գիշերային ավտոբուսների վարորդները"),
    ("judges of the appeal court", "судьи апелляционного суда", "վերաքննիչ դատարանի դատավորները"),
    ("winegrowers of the valley", "виноградари долины", "հովտի խաղողագործները"),
    ("rescuers from the mountain post", "спасатели горного поста", "լեռնային կայանի փրկարարները"),
    ("students of the music school", "ученики музыкальной школы", "երաժշտական դպրոցի աշակերտները"),
    ("players of the youth team", "игроки молодёжной команды", "պատանեկան թիմի խաղացողները"),
    ("the authors of the report", "авторы доклада", "զեկույցի հեղինակները"),
    ("builders of the new bridge", "строители нового моста", "նոր կամրջի շինարարները"),
    ("border officers", "пограничники", "սահմանապահները"),
    ("farmers on the southern bank", "фермеры южного берега", "հարավային ափի ֆերմերները"),
    ("readers of the city library", "читатели городской библиотеки", "քաղաքային գրադարանի ընթերցողները"),
    ("analysts of the central bank", "аналитики центрального банка", "կենտրոնական բանկի վերլուծաբանները"),
    ("the organisers of the festival", "организаторы фестиваля", "փառատոնի կազմակերպիչները"),
    ("fishermen from the northern villages", "рыбаки северных сёл", "հյուսիսային գյուղերի ձկնորսները"),
    ("archaeologists at the citadel", "археологи в крепости", "միջնաբերդի հնագետները"),
    ("railway workers", "железнодорожники", "երկաթուղայինները"),
    (
        "the programmers of a young company",
        "программисты молодой компании",
        "երիտասարդ ընկերության ծրագրավորողները",
    ),
    ("parents of first-year pupils", "родители первоклассников", "առաջին դասարանցիների ծնողները"),
    ("volunteers of the blood bank", "добровольцы станции крови", "արյան կայանի կամավորները"),
    ("beekeepers of the foothills", "пчеловоды предгорий", "նախալեռների մեղվապահները"),
    ("actors of the puppet theatre", "актёры кукольного театра", "տիկնիկային թատրոնի դերասանները"),
    ("the negotiators of both sides", "переговорщики обеих сторон", "երկու կողմերի բանակցողները"),
    (
        "forecasters of the weather service",
        "синоптики метеослужбы",
        "օդերևութաբանական ծառայության կանխատեսողները",
    ),
    ("pensioners from the next street", "пенсионеры с соседней улицы", "հարևան փողոցի թոշակառուները"),
    ("the captains of both teams", "капитаны обеих команд", "երկու թիմերի ավագները"),
]

DID: list[Line] = [
    (
        "asked for a second water pipe",
        "попросили проложить вторую трубу",
        "խնդրեցին անցկացնել երկրորդ ջրագիծը",
    ),
    ("measured the level of the lake again", "снова измерили уровень озера", "կրկին չափեցին լճի մակարդակը"),
    (
        "put off the vote on the budget",
        "отложили голосование по бюджету",
        "հետաձգեցին բյուջեի քվեարկությունը",
    ),
    (
        "opened a hall with two hundred seats",
        "открыли зал на двести мест",
        "բացեցին երկու հարյուր տեղանոց դահլիճ",
    ),
    (
        "doubted the figures of the ministry",
        "усомнились в цифрах министерства",
        "կասկածեցին նախարարության թվերին",
    ),
    ("closed the road through the pass", "закрыли дорогу через перевал", "փակեցին լեռնանցքի ճանապարհը"),
    (
        "planted nine hundred young trees",
        "посадили девятьсот молодых деревьев",
        "տնկեցին ինը հարյուր երիտասարդ ծառ",
    ),
    ("found a letter in the archive", "нашли письмо в архиве", "արխիվում գտան մի նամակ"),
    ("returned from a long expedition", "вернулись из долгой экспедиции", "վերադարձան երկար արշավից"),
    ("lost the last game at home", "проиграли последнюю игру дома", "պարտվեցին տանը վերջին խաղում"),
    ("agreed on the price of gas", "договорились о цене на газ", "համաձայնեցին գազի գնի շուրջ"),
    ("showed the plan of the station", "показали план станции", "ցույց տվեցին կայարանի նախագիծը"),
    ("collected money for a new roof", "собрали деньги на новую крышу", "գումար հավաքեցին նոր տանիքի համար"),
    (
        "refused to sign the agreement",
        "отказались подписать соглашение",
        "հրաժարվեցին ստորագրել համաձայնագիրը",
    ),
    (
        "checked every well in the district",
        "проверили каждый колодец района",
        "ստուգեցին շրջանի բոլոր ջրհորները",
    ),
    (
        "spoke for the first time in years",
        "заговорили впервые за много лет",
        "խոսեցին երկար տարիների մեջ առաջին անգամ",
    ),
    (
        "translated the book into three languages",
        "перевели книгу на три языка",
        "գիրքը թարգմանեցին երեք լեզվով",
    ),
    ("waited for the last train", "ждали последнего поезда", "սպասեցին վերջին գնացքին"),
    ("repaired the clock on the tower", "починили часы на башне", "նորոգեցին աշտարակի ժամացույցը"),
    (
        "announced a competition for young people",
        "объявили конкурс для молодёжи",
        "հայտարարեցին մրցույթ երիտասարդների համար",
    ),
    ("sold the harvest in a single week", "продали урожай за одну неделю", "բերքը վաճառեցին մեկ շաբաթում"),
    ("counted the birds on the island", "посчитали птиц на острове", "հաշվեցին կղզու թռչունները"),
    ("appealed against the decision", "обжаловали решение", "բողոքարկեցին որոշումը"),
    (
        "drew a map of the underground rivers",
        "составили карту подземных рек",
        "կազմեցին ստորգետնյա գետերի քարտեզը",
    ),
    (
        "invited the neighbours to the table",
        "пригласили соседей к столу",
        "հարևաններին հրավիրեցին սեղանի շուրջ",
    ),
    ("raised the fare by a tenth", "подняли плату на десятую часть", "վարձը բարձրացրին մեկ տասներորդով"),
    ("recorded songs of the grandmothers", "записали песни бабушек", "ձայնագրեցին տատիկների երգերը"),
    (
        "sent the samples to the laboratory",
        "отправили пробы в лабораторию",
        "նմուշները ուղարկեցին լաբորատորիա",
    ),
    ("kept the lights on through the night", "не гасили свет всю ночь", "ամբողջ գիշեր չմարեցին լույսը"),
    ("changed the rules of the game", "изменили правила игры", "փոխեցին խաղի կանոնները"),
    (
        "promised an answer within a month",
        "обещали ответить в течение месяца",
        "խոստացան պատասխանել մեկ ամսում",
    ),
    ("remembered the winter without snow", "вспомнили зиму без снега", "հիշեցին առանց ձյան ձմեռը"),
]

WHEN: list[Line] = [
    ("on Monday", "в понедельник", "երկուշաբթի"),
    ("early in the morning", "рано утром", "վաղ առավոտյան"),
    ("after three days of rain", "после трёх дней дождя", "երեք օրվա անձրևից հետո"),
    ("in front of the cameras", "перед камерами", "տեսախցիկների առջև"),
    ("without any ceremony", "без всякой торжественности", "առանց որևէ հանդիսության"),
    ("at the end of the quarter", "в конце квартала", "եռամսյակի վերջում"),
    ("for the second time this year", "второй раз за год", "տարվա ընթացքում երկրորդ անգամ"),
    ("despite the cold", "несмотря на холод", "չնայած ցրտին"),
    ("at a meeting behind closed doors", "на закрытой встрече", "փակ հանդիպման ժամանակ"),
    ("before the holidays", "перед праздниками", "տոներից առաջ"),
    ("together with their guests", "вместе с гостями", "հյուրերի հետ միասին"),
    ("a week later than planned", "на неделю позже срока", "նախատեսվածից մեկ շաբաթ ուշ"),
    ("to general surprise", "ко всеобщему удивлению", "ի զարմանս բոլորի"),
    ("under the open sky", "под открытым небом", "բաց երկնքի տակ"),
    ("by a majority of two votes", "большинством в два голоса", "երկու ձայնի առավելությամբ"),
    ("in the neighbouring town", "в соседнем городе", "հարևան քաղաքում"),
]

SAID: list[Line] = [
    (
        "The decision will be felt by spring.",
        "Решение почувствуют к весне.",
        "Որոշումը կզգացվի մինչև գարուն։",
    ),
    (
        "Nobody expected it to be so quiet.",
        "Такой тишины никто не ждал.",
        "Ոչ ոք չէր սպասում այսպիսի լռության։",
    ),
    ("The numbers are still being checked.", "Цифры ещё проверяют.", "Թվերը դեռ ստուգվում են։"),
    (
        "A year ago this seemed impossible.",
        "Год назад это казалось невозможным.",
        "Մեկ տարի առաջ դա անհնար էր թվում։",
    ),
    ("The documents were made public.", "Документы были опубликованы.", "Փաստաթղթերը հրապարակվեցին։"),
    (
        "There is enough work for ten years.",
        "Работы хватит на десять лет.",
        "Աշխատանքը կբավականացնի տասը տարի։",
    ),
    ("Not everyone agrees with that.", "С этим согласны не все.", "Ոչ բոլորն են դրան համաձայն։"),
    ("The talks go on tomorrow.", "Переговоры продолжатся завтра.", "Բանակցությունները կշարունակվեն վաղը։"),
]

SECTIONS: list[tuple[str, Line]] = [
    ("world", ("World", "Мир", "Աշխարհ")),
    ("politics", ("Politics", "Политика", "Քաղաքականություն")),
    ("economy", ("Economy", "Экономика", "Տնտեսություն")),
    ("society", ("Society", "Общество", "Հասարակություն")),
    ("culture", ("Culture", "Культура", "Մշակույթ")),
    ("science", ("Science", "Наука", "Գիտություն")),
    ("sport", ("Sport", "Спорт", "Սպորտ")),
    ("region", ("Region", "Регион", "Տարածաշրջան")),
    ("opinion", ("Opinion", "Мнения", "Կարծիք")),
]

FIRST_NAMES: list[Line] = [
    ("Anna", "Анна", "Աննա"),
    ("David", "Давид", "Դավիթ"),
    ("Elena", "Елена", "Ելենա"),
    ("Tigran", "Тигран", "Տիգրան"),
    ("Mariam", "Мариам", "Մարիամ"),
    ("Peter", "Пётр", "Պետրոս"),
    ("Sona", "Сона", "Սոնա"),
    ("Ivan", "Иван", "Իվան"),
    ("Nare", "Наре", "Նարե"),
    ("Levon", "Левон", "Լևոն"),
    ("Vera", "Вера", "Վերա"),
    ("Aram", "Арам", "Արամ"),
    ("Lilit", "Лилит", "Լիլիթ"),
    ("Sergei", "Сергей", "Սերգեյ"),
    ("Gayane", "Гаяне", "Գայանե"),
    ("Hayk", "Айк", "Հայկ"),
    ("Olga", "Ольга", "Օլգա"),
    ("Vahe", "Ваге", "Վահե"),
    ("Nina", "Нина", "Նինա"),
    ("Karen", "Карен", "Կարեն"),
]

LAST_NAMES: list[Line] = [
    ("Abelian", "Абелян", "Աբելյան"),
    ("Barseghian", "Барсегян", "Բարսեղյան"),
    ("Davtian", "Давтян", "Դավթյան"),
    ("Galstian", "Галстян", "Գալստյան"),
    ("Hakobian", "Акопян", "Հակոբյան"),
    ("Ivanenko", "Иваненко", "Իվանենկո"),
    ("Karapetian", "Карапетян", "Կարապետյան"),
    ("Lazarenko", "Лазаренко", "Լազարենկո"),
    ("Manukian", "Манукян", "Մանուկյան"),
    ("Novakovich", "Новакович", "Նովակովիչ"),
    ("Ohanian", "Оганян", "Օհանյան"),
    ("Petrosian", "Петросян", "Պետրոսյան"),
    ("Safarian", "Сафарян", "Սաֆարյան"),
    ("Terteryan", "Тертерян", "Տերտերյան"),
    ("Vardanian", "Варданян", "Վարդանյան"),
]

TOPICS: list[Line] = [
    ("Water", "Вода", "Ջուր"),
    ("Elections", "Выборы", "Ընտրություններ"),
    ("Bread", "Хлеб", "Հաց"),
    ("Bridges", "Мосты", "Կամուրջներ"),
    ("Schools", "Школы", "Դպրոցներ"),
    ("Courts", "Суды", "Դատարաններ"),
    ("Forests", "Леса", "Անտառներ"),
    ("Medicine", "Медицина", "Բժշկություն"),
    ("Chess", "Шахматы", "Շախմատ"),
    ("Theatre", "Театр", "Թատրոն"),
    ("Banks", "Банки", "Բանկեր"),
    ("Trains", "Поезда", "Գնացքներ"),
    ("Weather", "Погода", "Եղանակ"),
    ("Football", "Футбол", "Ֆուտբոլ"),
    ("Books", "Книги", "Գրքեր"),
    ("Prices", "Цены", "Գներ"),
    ("Energy", "Энергия", "Էներգիա"),
    ("Space", "Космос", "Տիեզերք"),
    ("Museums", "Музеи", "Թանգարաններ"),
    ("Harvest", "Урожай", "Բերք"),
    ("Music", "Музыка", "Երաժշտություն"),
    ("Housing", "Жильё", "Բնակարաններ"),
    ("Borders", "Границы", "Սահմաններ"),
    ("Roads", "Дороги", "Ճանապարհներ"),
    ("Taxes", "Налоги", "Հարկեր"),
]

PLACES: list[Line] = [
    ("Yerevan", "Ереван", "Երևան"),
    ("Gyumri", "Гюмри", "Գյումրի"),
    ("Vanadzor", "Ванадзор", "Վանաձոր"),
    ("Dilijan", "Дилижан", "Դիլիջան"),
    ("Sevan", "Севан", "Սևան"),
    ("Goris", "Горис", "Գորիս"),
    ("Kapan", "Капан", "Կապան"),
    ("Ijevan", "Иджеван", "Իջևան"),
]
# A topic in one of these ways, in one of these places: two thousand tags.
WAYS: list[Line] = [
    ("today", "сегодня", "այսօր"),
    ("history", "история", "պատմություն"),
    ("people", "люди", "մարդիկ"),
    ("money", "деньги", "փող"),
    ("future", "будущее", "ապագա"),
    ("law", "право", "իրավունք"),
    ("youth", "молодёжь", "երիտասարդություն"),
    ("children", "дети", "երեխաներ"),
    ("villages", "сёла", "գյուղեր"),
    ("projects", "проекты", "նախագծեր"),
]
