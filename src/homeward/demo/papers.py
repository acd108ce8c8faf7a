"""A receipt as a small PDF, so that a proof of the corridor can be opened."""

from datetime import date
from decimal import Decimal


def receipt(amount: Decimal, currency: str, on: date) -> bytes:
    """One page that says by itself that it was generated."""
    words = [
        "Receipt of an invented supplier",
        f"{amount:.2f} {currency}, {on.isoformat()}",
        "Generated for the demo corridor. Not a real document.",
    ]
    lines = " ".join(f"({text}) Tj 0 -28 Td" for text in words)
    drawing = f"BT /F1 18 Tf 60 740 Td {lines} ET".encode("ascii")
    return _pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
    )


def _pdf(objects: list[bytes]) -> bytes:
    """ISO 32000-1, 7.5: objects, where each begins, and where that table begins."""
    out = b"%PDF-1.4\n"
    begins = []
    for number, content in enumerate(objects, start=1):
        begins.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % begin for begin in begins)
    size = len(objects) + 1
    out_table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    return out + out_table + trailer
