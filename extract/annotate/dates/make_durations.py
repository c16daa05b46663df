"""Meanings of durations ("18 months") and of recurring times ("every Tuesday", "twice a year")."""

from __future__ import annotations

from extract.annotate.dates.meanings import Match, Meaning, modifier

# Units as TIMEX3 writes them in durations: (prefix, letter); multiples for those that ISO 8601 lacks.
_ISO_UNIT = {"S": "T", "MIN": "T", "H": "T"}
_LETTER = {"MIN": "M", "WE": "WE", "NI": "TNI"}
_MULTIPLE = {"F": (2, "W"), "Q": (3, "M"), "DE": (10, "Y"), "CE": (100, "Y"), "ML": (1000, "Y")}


def duration_value(number: float | None, unit: str, more: float | None = None) -> str | None:
    """The TIMEX3 value of a number of units, X for None: "P18M", "PT2H", "PXD", "P2Y6M"."""
    if unit in _MULTIPLE and number is not None:
        factor, unit = _MULTIPLE[unit]
        number *= factor
    elif unit == "F":
        unit = "W"
    prefix, letter = "P" + _ISO_UNIT.get(unit, ""), _LETTER.get(unit, unit)
    if number is None:
        return f"{prefix}X{letter}"
    whole = int(number)
    rest = number - whole + (more or 0.0)
    if rest and unit in {"Y", "H", "MIN"}:
        finer, factor = {"Y": ("M", 12), "H": ("M", 60), "MIN": ("S", 60)}[unit]
        return f"{prefix}{f'{whole}{letter}' if whole else ''}{round(rest * factor)}{finer}"
    if rest and unit in {"D", "W"} and round(rest * {"D": 24, "W": 14}[unit]) and not whole:
        return f"PT{round(rest * 24)}H" if unit == "D" else f"P{round(rest * 7)}D"
    text = f"{number:g}" if rest else str(whole)
    return f"{prefix}{text}{letter}"


def make_duration(match: Match) -> Meaning | None:
    """ "around 18 months", "two hours", "a year and a half", "several days", "decade-long"."""
    unit = match.code("u", "UNIT", "UNITS", "SECOND", "LONG")
    number = match.number("n")
    if match.text("v2"):
        number = 2.0
    elif number is None and not (match.text("v") or match.groups.get("n")) and match.constant("number"):
        number = float(match.constant("number"))
    more = 0.5 if match.text("half") else None
    if match.text("hf"):
        number, more = 0.5, None
    if number is not None and unit == "NI" and number > 1000:
        return None
    value = duration_value(number, unit, more)
    return None if value is None else Meaning("DURATION", value, mod=modifier(match))


def make_while(match: Match) -> Meaning | None:
    """ "a while", "some time": a duration of no known unit."""
    return Meaning("DURATION", "PXX", mod=modifier(match))


_SET_VALUE = {
    "D": "P1D",
    "W": "P1W",
    "M": "P1M",
    "Q": "P3M",
    "Y": "P1Y",
    "H": "PT1H",
    "NI": "TNI",
    "2W": "P2W",
}


def make_set(match: Match) -> Meaning | None:
    """ "every Tuesday", "each year", "twice a week", "daily", "Tuesday nights", "every two weeks"."""
    quant = match.code("ev", "EVERY") or match.constant("quant")
    time = match.code("p", "PART", "PARTS")
    suffix = f"T{time}" if time else ""
    weekday = match.value("w", "WEEKDAY", "WEEKDAYS")
    month = match.value("mo", "MONTH")
    season = match.code("se", "SEASON", "SEASONVERB", "SEASONS")
    often = match.code("of", "OFTEN")
    times = match.value("ti", "TIMES") or match.integer("tn")
    freq = f"{int(times)}X" if times is not None else ""
    if weekday is not None:
        value: str | None = f"XXXX-WXX-{weekday}{suffix}"
    elif month is not None:
        value = f"XXXX-{int(month):02d}"
    elif season:
        value = f"XXXX-{season}"
    elif often:
        value = "XXXX-XX-XXTNI" if often == "NI" else _SET_VALUE[often]
        quant = quant or "EVERY"
    elif match.groups.get("u"):
        unit = match.code("u", "UNIT", "UNITS", "SPAN")
        number = match.number("n")
        if match.text("other"):
            number = 2.0
        elif not match.groups.get("n"):
            number = 1.0
        if unit == "NI":
            value = "XXXX-XX-XXTNI"
        elif unit == "WE":
            value = "XXXX-WXX-WE"
        else:
            value = duration_value(number, unit)
    elif time:
        value = f"XXXX-XX-XX{suffix}"
    else:
        return None
    return None if value is None else Meaning("SET", value, quant=quant, freq=freq)
