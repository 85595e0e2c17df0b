"""European patent documents in a few lines, for tests of their variants."""


def document(biblio="", body="", root='country="EP" doc-number="1234567" kind="B1"', lang="en"):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<ep-patent-document lang="{lang}" {root} '
        'date-publ="20210707" status="n" dtd-version="ep-patent-document-v1-5-1">'
        f"<SDOBI><B500><B540><B541>en</B541><B542>Rail</B542></B540></B500>{biblio}</SDOBI>{body}"
        "</ep-patent-document>"
    )
