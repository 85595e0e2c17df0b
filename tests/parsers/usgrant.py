"""US documents with just the parts a test is about."""


def document(raw: str, country: str = "US", kind: str = "", date: str = "", name: str = "") -> str:
    parts = [f"<country>{country}</country><doc-number>{raw}</doc-number>"]
    for tag, text in (("kind", kind), ("name", name), ("date", date)):
        parts += [f"<{tag}>{text}</{tag}>"] if text else []
    return f"<document-id>{''.join(parts)}</document-id>"


def us(  # noqa: PLR0917
    biblio: str = "",
    body: str = "",
    number: str = "09000001",
    kind: str = "B2",
    root: str = "grant",
    version: str = "v4.5 2014-04-03",
) -> str:
    return (
        f'<us-patent-{root} lang="EN" dtd-version="{version}" country="US">'
        f"<us-bibliographic-data-{root}><publication-reference>"
        f"{document(number, kind=kind, date='20150407')}</publication-reference>"
        f'<application-reference appl-type="utility">{document("14123456", date="20140102")}'
        f"</application-reference><invention-title>Thing</invention-title>{biblio}"
        f"</us-bibliographic-data-{root}>{body}</us-patent-{root}>"
    )
