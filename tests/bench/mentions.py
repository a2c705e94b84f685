# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns the gazetteer into sentences that name leaders and countries in an article's language, and the ids they stand
for: recognition has realistic work, and any engine can be given the same facets. Knows no chains and no dates."""
import json
import pathlib

GAZETTEER = pathlib.Path(__file__).resolve().parents[2] / "config/gazetteer"
LANGUAGES = ("en", "zh", "ja", "ko", "ar", "ru", "fr", "es", "de")
COUNTRIES = {
    "CN": "China 中国 中国 중국 الصين Китай Chine China China",
    "US": "America 美国 米国 미국 أمريكا США États-Unis EE.UU. USA",
    "JP": "Japan 日本 日本 일본 اليابان Япония Japon Japón Japan",
    "RU": "Russia 俄罗斯 ロシア 러시아 روسيا Россия Russie Rusia Russland",
    "KR": "South_Korea 韩国 韓国 한국 كوريا_الجنوبية Южная_Корея Corée_du_Sud Corea_del_Sur Südkorea",
    "KP": "North_Korea 朝鲜 北朝鮮 북한 كوريا_الشمالية Северная_Корея Corée_du_Nord Corea_del_Norte Nordkorea",
    "IR": "Iran 伊朗 イラン 이란 إيران Иран Iran Irán Iran",
    "UA": "Ukraine 乌克兰 ウクライナ 우크라이나 أوكرانيا Украина Ukraine Ucrania Ukraine",
    "FR": "France 法国 フランス 프랑스 فرنسا Франция France Francia Frankreich",
    "DE": "Germany 德国 ドイツ 독일 ألمانيا Германия Allemagne Alemania Deutschland",
    "GB": "Britain 英国 英国 영국 بريطانيا Великобритания Royaume-Uni Reino_Unido Großbritannien",
    "IN": "India 印度 インド 인도 الهند Индия Inde India Indien",
    "SA": "Saudi_Arabia 沙特阿拉伯 サウジアラビア 사우디아라비아 السعودية Саудовская_Аравия Arabie_saoudite Arabia_Saudita "
          "Saudi-Arabien",
    "EG": "Egypt 埃及 エジプト 이집트 مصر Египет Égypte Egipto Ägypten",
    "SY": "Syria 叙利亚 シリア 시리아 سوريا Сирия Syrie Siria Syrien",
    "IL": "Israel 以色列 イスラエル 이스라엘 إسرائيل Израиль Israël Israel Israel",
    "TR": "Turkey 土耳其 トルコ 튀르키예 تركيا Турция Turquie Turquía Türkei",
    "VN": "Vietnam 越南 ベトナム 베트남 فيتنام Вьетнам Viêt_Nam Vietnam Vietnam",
    "BR": "Brazil 巴西 ブラジル 브라질 البرازيل Бразилия Brésil Brasil Brasilien",
    "FI": "Finland 芬兰 フィンランド 핀란드 فنلندا Финляндия Finlande Finlandia Finnland",
}
SENTENCES = {
    "en": ("{a} met officials of {b} and {c} on Monday.", "Talks between {b} and {c} go on, {a} said."),
    "zh": ("{a}会见了{b}和{c}的代表。", "{a}表示，{b}与{c}的磋商仍在继续。"),
    "ja": ("{a}は{b}と{c}の代表と会談した。", "{b}と{c}の協議は続くと{a}が述べた。"),
    "ko": ("{a} 측은 {b} 및 {c} 대표단과 만났다.", "{b}, {c} 사이의 협의가 이어진다고 {a} 측이 밝혔다."),
    "ar": ("التقى {a} وفدا من {b} ووفدا من {c} الاثنين.", "قال {a} إن المحادثات بين {b} و {c} مستمرة."),
    "ru": ("{a} провёл встречу: {b}, {c}, расширенный состав.", "Переговоры продолжаются: {b}, {c}, сообщил {a}."),
    "fr": ("{a} a reçu une délégation venue de {b} et de {c}.", "Les entretiens entre {b} et {c} continuent, dit {a}."),
    "es": ("{a} recibió a una delegación de {b} y de {c}.", "Siguen las consultas entre {b} y {c}, dijo {a}."),
    "de": ("{a} empfing Vertreter aus {b} und {c}.", "Die Beratungen zwischen {b} und {c} gehen weiter, sagte {a}."),
}


def lines_of(name):
    return [json.loads(line) for line in (GAZETTEER / name).read_text(encoding="utf-8").splitlines() if line.strip()]


def zipf(count):
    """Cumulative weights 1/rank."""
    total, weights = 0.0, []
    for rank in range(1, count + 1):
        total += 1 / rank
        weights.append(total)
    return weights


class Mentions:
    """Leaders, countries and topics with weights of Zipf in an order drawn once."""

    def __init__(self, rng, to_traditional):
        self.rng = rng
        self.leaders = lines_of("leaders.ndjson")
        rng.shuffle(self.leaders)
        self.topics = [topic["id"] for topic in lines_of("topics.ndjson") if not topic.get("root")]
        rng.shuffle(self.topics)
        self.countries = list(COUNTRIES)
        self.country_names = {id: dict(zip(LANGUAGES, (name.replace("_", " ") for name in names.split())))
                              for id, names in COUNTRIES.items()}
        self.weights = {size: zipf(size) for size in {len(self.leaders), len(self.topics), len(self.countries)}}
        self._add_traditional(to_traditional)

    def _add_traditional(self, convert):
        tables = [leader["names"] for leader in self.leaders] + list(self.country_names.values())
        converted = convert("\n".join(names.get("zh", "") for names in tables)).split("\n")
        for names, form in zip(tables, converted):
            names.setdefault("zh-Hant", form or names["en"])
        self.sentences = {**SENTENCES, "zh-Hant": tuple(convert(form) for form in SENTENCES["zh"])}

    def _pick(self, values):
        return self.rng.choices(values, cum_weights=self.weights[len(values)])[0]

    def draw(self, language):
        """Returns (sentences, leader ids, country ids, topic ids)."""
        key = "zh" if language == "zh-Hans" else language if language in self.sentences else "en"
        leader = self._pick(self.leaders)
        country, other = self._pick(self.countries), self._pick(self.countries)
        if other == country:
            other = self.countries[(self.countries.index(country) + 1) % len(self.countries)]
        home = leader.get("country")
        words = {"a": leader["names"].get(key, leader["names"]["en"])}
        for name, id in (("b", country), ("c", other)):
            words[name] = self.country_names[id].get(key, self.country_names[id]["en"])
        sentences = [form.format(**words) for form in self.sentences[key][:1 + (self.rng.random() < 0.5)]]
        countries = list(dict.fromkeys(id for id in (country, other, home) if id))
        return sentences, [leader["id"]], countries, [self._pick(self.topics)]
