"""An invented picture with every kind of part, for the proofs of the forms."""

from weerbaar.pictures.services.content import SECTIONS, Part, PictureContent, SectionContent, Trace

STATEMENTS = (
    "Het is waarschijnlijk dat de onrust over de opvang in Meerwijk in het voorjaar terugkomt.",
    'Wantrouwen & teleurstelling over "de overheid" <neemt> toe; #1 op de agenda van *jongerenwerk*.',
    "Het netwerk rond scholen is sterker dan een jaar geleden.",
)


def statement(text: str, certainty: str = "likely", based: bool = True) -> Part:
    traces = (Trace("trend", "12", "Ontwikkeling: onrust over opvang", "/ontwikkelingen/12/"),) if based else ()
    return Part(
        kind="statement", text=text, certainty=certainty, reason="twee onafhankelijke bronnen", stated_on="2026-09-30",
        traces=traces,
    )  # fmt: skip


def chart(title: str, values: tuple[float | None, ...], kind: str = "line") -> Part:
    labels = [f"2026-W{27 + number:02d}" for number in range(len(values))]
    figures = {"kind": kind, "labels": labels, "values": list(values), "unit": "berichten"}
    if kind == "line":
        figures |= {"low": [5] * len(values), "high": [20] * len(values), "expected": [11] * len(values)}
    return Part(kind="chart", text=title, chart=figures, note="n = 240, juli - september 2026, openbare bronnen")


def sample(charts: int = 2, repeat: int = 1) -> PictureContent:
    """A picture with `charts` charts, and its phenomena `repeat` times as long."""
    parts = {
        "core": (statement(STATEMENTS[0]), Part(kind="list", items=("Praat met bewoners.", "Herhaal de meting."))),
        "account": (
            Part(kind="heading", text="Bronnen"),
            Part(kind="table", text="Gebruikte bronnen", columns=("Bron", "Berichten"), rows=(("Raad", "1.284"),)),
        ),
        "context": tuple(chart(f"Berichten over thema {n + 1}", (3, 12, None, 37, 8), "line") for n in range(charts)),
        "phenomena": (
            *(
                part
                for number in range(repeat)
                for part in (
                    Part(kind="heading", text=f"Verschijnsel {number + 1}", level=3),
                    Part(kind="paragraph", text="De aandacht nam toe. " * 12),
                )
            ),
            statement(STATEMENTS[1], "possible", based=False),
            Part(kind="quote", text="Wij merken dat mensen sneller boos zijn."),
            Part(
                kind="table", text="Signalen per kwartaal", columns=("Verschijnsel", "K2", "K3", "Totaal"),
                rows=(("Onrust", "12", "3", "15"), ("Polarisatie", "9", "14", "23"), ("Totaal", "21", "17", "38")),
            ),
        ),
        "resilience": (statement(STATEMENTS[2], "almost_certain"), chart("Bereik van trainingen", (4, 40), "bar")),
        "scenarios": (Part(kind="note", text="Nog niet besproken in de driehoek."),),
    }  # fmt: skip
    sections = tuple(
        SectionContent(one.number, one.key, one.title, "Gemeente Meerwijk", "2026-09-30", parts.get(one.key, ()))
        for one in SECTIONS
    )
    return PictureContent(
        title="Lokaal beeld Meerwijk", area="Meerwijk", period="juli - september 2026", sharing="amber",
        openness="network", director="Gemeente Meerwijk", recipients=("burgemeester", "officier van justitie"),
        review_on="2027-01-15", composed_on="2026-10-02", sections=sections,
        used=(Trace("trend", "12", "Ontwikkeling: onrust over opvang", "/ontwikkelingen/12/"),),
    )  # fmt: skip


def empty() -> PictureContent:
    """A picture of which nothing is known yet."""
    whole = sample()
    bare = tuple(SectionContent(one.number, one.key, one.title, "", "") for one in SECTIONS)
    return PictureContent(**{**whole.__dict__, "sections": bare, "used": ()})
