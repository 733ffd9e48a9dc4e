"""Units of measure and currencies: what is measured, and how much of the base unit one of them is."""

from __future__ import annotations

_UNITS: dict[str, dict[float, str]] = {
    "length": {
        1.0: "m metre metres meter meters",
        1000.0: "km kilometre kilometres kilometer kilometers",
        0.01: "cm centimetre centimetres centimeter centimeters",
        0.001: "mm millimetre millimetres millimeter millimeters",
        1e-6: "μm µm micrometre micrometres micrometer micrometers micron microns",
        1e-9: "nm nanometre nanometres nanometer nanometers",
        1609.34: "mi mile miles",
        0.3048: "ft foot feet",
        0.9144: "yd yard yards",
        0.0254: "inch inches",
    },
    "mass": {
        1.0: "kg kilo kilos kilogram kilograms kilogramme kilogrammes",
        0.001: "g gram grams gramme grammes",
        1e-6: "mg milligram milligrams",
        1e-9: "μg µg microgram micrograms",
        1000.0: "t ton tons tonne tonnes",
        0.453592: "lb lbs",
        0.0283495: "oz ounce ounces",
    },
    "time": {
        1.0: "s sec second seconds",
        0.001: "ms millisecond milliseconds",
        60.0: "min mins minute minutes",
        3600.0: "h hr hrs hour hours",
        86400.0: "day days",
        604800.0: "week weeks",
        2629800.0: "month months",
        31557600.0: "yr yrs year years",
        315576000.0: "decade decades",
        3155760000.0: "century centuries",
    },
    "area": {
        1.0: "m² m2 square-m",
        1e6: "km² km2 square-km",
        1e4: "ha hectare hectares",
        4046.86: "acre acres",
        2589988.0: "square-mi",
    },
    "volume": {
        1.0: "l litre litres liter liters",
        0.001: "ml millilitre millilitres milliliter milliliters",
        100.0: "hl hectolitre hectolitres",
        3.78541: "gallon gallons",
        1000.0: "m³ m3 cubic-m",
    },
    "power": {
        1.0: "w watt watts",
        1e3: "kw kilowatt kilowatts",
        1e6: "mw megawatt megawatts",
        1e9: "gw gigawatt gigawatts",
        745.7: "hp horsepower",
    },
    "energy": {1.0: "kwh", 1000.0: "mwh", 1e6: "gwh"},
    "data": {
        1.0: "byte bytes",
        1e3: "kb kilobyte kilobytes",
        1e6: "mb megabyte megabytes",
        1e9: "gb gigabyte gigabytes",
        1e12: "tb terabyte terabytes",
    },
    "frequency": {1.0: "hz hertz", 1e3: "khz", 1e6: "mhz megahertz", 1e9: "ghz gigahertz"},
}

UNITS: dict[str, tuple[str, float]] = {
    word: (dimension, factor)
    for dimension, factors in _UNITS.items()
    for factor, words in factors.items()
    for word in words.split()
}
"""By a unit's name in small letters: what it measures, and how many of the base unit it is."""

BASES = frozenset(("m", "km", "mi"))
"""The lengths that "square" and "cubic" may go before."""

CURRENCIES = {
    word: currency
    for currency, words in {
        "USD": "$ us$ dollar dollars usd",
        "EUR": "€ euro euros eur",
        "GBP": "£ pound pounds gbp",
        "JPY": "¥ yen jpy",
        "CHF": "chf franc francs",
    }.items()
    for word in words.split()
}

SCALES = {
    "hundred": 100.0,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}

NUMBERS: dict[str, float] = {
    **{word: float(n) for n, word in enumerate(f"{_ONES} eighteen nineteen".split())},
    **{word: float(n) for word, n in _TENS.items()},
    **{
        f"{tens}{joint}{one}": float(n + m)
        for tens, n in _TENS.items()
        for m, one in enumerate(_ONES.split()[1:10], 1)
        for joint in ("-", " ")
    },
    "dozen": 12.0,
}
"""Numbers in words, up to ninety-nine."""

PARTS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10}
"""Names of fractions."""
