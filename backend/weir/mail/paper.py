"""The sheet every mail is written on: tables and inline styles only, because mail programs drop the rest."""

from html import escape

FONT = "font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif"
INK, FAINT, LINE, ACCENT = "#1d2733", "#5d6b7a", "#e3e8ee", "#0f6b6b"


def on_paper(title: str, body: str, chinese: bool) -> str:
    """A whole HTML document with a title and a body of HTML."""
    lang = "zh-CN" if chinese else "en"
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport"'
        f' content="width=device-width, initial-scale=1"><title>{escape(title)}</title></head>'
        f'<body style="margin:0;padding:0;background:#f4f6f8;{FONT};color:{INK};font-size:14px;line-height:1.5">'
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f4f6f8"><tr>'
        '<td align="center" style="padding:20px 8px">'
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:720px;background:#ffffff;'
        f'border:1px solid {LINE};border-radius:10px"><tr><td style="padding:24px 20px">'
        f'<h1 style="margin:0 0 12px;font-size:20px;line-height:1.3">{escape(title)}</h1>{body}'
        "</td></tr></table></td></tr></table></body></html>"
    )
