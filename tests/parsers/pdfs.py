"""PDFs made by hand: every object as given, so that they can be as wrong as needed."""

import zlib

HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def build(objects, trailer=b""):
    """A file of these objects, numbered from 1; the first is the catalog."""
    data = b"%PDF-1.5\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n"
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    return data + head + table + end % (size, trailer, len(data))


def stream(data, head=b""):
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (head, len(data), data)


def flate(data, head=b"", layers=1):
    for _ in range(layers):
        data = zlib.compress(data, 9)
    names = b" ".join([b"/FlateDecode"] * layers)
    return stream(data, b"%b /Filter [%b]" % (head, names))


def one_page(content, *, font=HELVETICA, resources=b"", extra=(), box=b"0 0 612 792"):
    """A page whose content stream is given whole (`stream(...)`); `extra` are objects from 6 on."""
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [%b] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> %b >> >>" % (box, resources)
    )
    pages = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
    return build([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, content, font, *extra])


def text(*lines, size=10):
    """The operators that show lines: (x, y from the bottom, text)."""
    shown = b"".join(
        b"BT /F1 %d Tf 1 0 0 1 %d %d Tm (%b) Tj ET\n" % (size, x, y, words.encode("latin-1"))
        for x, y, words in lines
    )
    return stream(shown)


def picture(width=1700, height=2200):
    """A page that is one bilevel picture."""
    head = (
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray "
        b"/BitsPerComponent 1" % (width, height)
    )
    image = flate(b"\xff" * (width // 8 * height), head)
    content = stream(b"q 612 0 0 792 0 0 cm /I Do Q")
    return one_page(content, resources=b"/XObject << /I 6 0 R >>", extra=[image])
