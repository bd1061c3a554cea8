"""Draws a link as a QR code, for the phone that holds the money."""

import io

import segno

_SCALE, _BORDER = 8, 4


def png(link: str) -> bytes:
    """A picture whose code holds exactly this link."""
    drawn = io.BytesIO()
    segno.make_qr(link, error="m").save(drawn, kind="png", scale=_SCALE, border=_BORDER)
    return drawn.getvalue()
