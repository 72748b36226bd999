"""Time zones by the names of their cities, in both languages, from CLDR by Babel and IANA's own."""

from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from babel import Locale
from babel.core import get_global
from rapidfuzz import fuzz, process

#: Likeness of a written name to a city's, in per cent, and cities offered.
LIKE, MOST = 80, 6


def zone_name(zone: str, language: str = "en") -> str:
    """The name of a zone's city; "" for what is no zone."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        return ""
    return _named(language).get(zone) or zone.rpartition("/")[2].replace("_", " ")


def cities(text: str, language: str) -> list[tuple[str, str]]:
    """Cities like a written name with their zones, the likest first; either language is understood."""
    wanted = " ".join(text.casefold().split())
    if not wanted or len(wanted) > 60:
        return []
    names = _all_names()
    found = process.extract(wanted, names, scorer=fuzz.WRatio, limit=MOST * 3, score_cutoff=LIKE)
    zones = dict.fromkeys(key.partition("|")[0] for _, _, key in found)
    return [(zone_name(zone, language), zone) for zone in list(zones)[:MOST]]


@lru_cache(maxsize=2)
def _named(language: str) -> dict[str, str]:
    known = Locale(language).time_zones
    return {zone: names["city"] for zone, names in known.items() if "city" in names}


def _country(zone: str, language: str) -> str:
    """The country of a zone, for whoever writes «المغرب» or "Morocco"."""
    territory = get_global("zone_territories").get(zone, "")
    return str(Locale(language).territories.get(territory, ""))


@lru_cache(maxsize=1)
def _all_names() -> dict[str, str]:
    """The names of every zone's city and country, by zone and name."""
    found = {}
    for zone in sorted(available_timezones()):
        if "/" not in zone or zone.startswith(("Etc/", "SystemV/", "US/", "posix", "right")):
            continue
        own = zone.rpartition("/")[2].replace("_", " ")
        names = {own, _named("en").get(zone, own), _named("ar").get(zone, own)}
        names |= {_country(zone, language) for language in ("en", "ar")} - {""}
        for name in names:
            found[f"{zone}|{name}"] = name.casefold()
    return found
