"""Words in four languages for the views made by hand."""

from __future__ import annotations

from collections.abc import Mapping

LANGUAGES: Mapping[str, tuple[str, str]] = {
    "en": ("ltr", "English"),
    "ru": ("ltr", "Русский"),
    "fr": ("ltr", "Français"),
    "ar": ("rtl", "العربية"),
}

SITE = {"en": "The Interpreter’s House", "ru": "Дом толмача", "fr": "La maison de l’interprète", "ar": "دار الترجمان"}
TITLES = {
    "en": ("Letters from the coast", "Who speaks when a translator speaks? A conversation across three languages"),
    "ru": ("Письма с берега", "Кто говорит, когда говорит переводчик? Разговор на трёх языках"),
    "fr": ("Lettres de la côte", "Qui parle quand le traducteur parle ? Un entretien en trois langues"),
    "ar": ("رسائل من الساحل", "من يتكلّم حين يتكلّم المترجم؟ حوار بثلاث لغات"),
}
SUMMARIES = {
    "en": "What a pilot’s daughter wrote home, and why it took forty years to be read.",
    "ru": "Что дочь лоцмана писала домой и почему эти письма прочли лишь через сорок лет.",
    "fr": "Ce que la fille d’un pilote écrivait chez elle, et pourquoi il fallut quarante ans pour le lire.",
    "ar": "ما كتبته ابنة المرشد البحري إلى أهلها، ولماذا لم يُقرأ إلا بعد أربعين عامًا.",
}
DATES = {"en": "20 September 2016", "ru": "20 сентября 2016 г.", "fr": "20 septembre 2016", "ar": "20 سبتمبر 2016"}
MENU = {
    "en": ("Archive", "Categories", "People", "Sources", "About"),
    "ru": ("Архив", "Рубрики", "Люди", "Источники", "О журнале"),
    "fr": ("Archives", "Rubriques", "Personnes", "Sources", "À propos"),
    "ar": ("الأرشيف", "الأقسام", "الأشخاص", "المصادر", "عن المجلة"),
}
CREDITS = {
    "en": ("By <bdi>Анна Рот</bdi>", "Translated from Russian by <bdi>Greta Lind</bdi>", "First published in"),
    "ru": ("Автор: <bdi>Anna Roth</bdi>", "Перевод с английского: <bdi>Грета Линд</bdi>", "Впервые опубликовано:"),
    "fr": ("Par <bdi>Анна Рот</bdi>", "Traduction du russe : <bdi>Greta Lind</bdi>", "Paru d’abord dans"),
    "ar": ("بقلم <bdi>Анна Рот</bdi>", "ترجمته عن الروسية <bdi>Greta Lind</bdi>", "نُشر أول مرة في"),
}
