"""A sheet as HTML: tables, and for pages the figures that pictures are drawn from above them.

Mails get their looks inline, because mail programs drop sheets of style; pages get classes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from weir.access.viewer import Viewer
from weir.exports.writing import Tongue
from weir.mail.paper import ACCENT, FAINT, INK, LINE
from weir.reports.definition import Chart
from weir.reports.grid import Line, heads, instant, lines, written_number
from weir.reports.naming import measure_name
from weir.reports.pictures import MOST_MARKS, drawn_from, is_drawn
from weir.reports.result import Result
from weir.reports.sheet import Piece, Sheet
from weir.reports.words import in_words

# So much of a table is read in a mail; the rest is one click away. A page has every mark of its picture.
MOST_LINES, MOST_COLUMNS = 40, 12
PAGE_LINES, PAGE_COLUMNS = 500, MOST_MARKS + 1
LOOKS = {
    "piece": "margin:22px 0 0",
    "name": f"margin:0 0 8px;font-size:16px;line-height:1.3;color:{INK}",
    "scroll": "overflow-x:auto",
    "table": "width:100%;border-collapse:collapse;font-size:13px",
    "head": f"padding:6px 8px;border-bottom:2px solid {LINE};color:{FAINT};font-weight:600;text-align:left;vertical-align:bottom",
    "head track": f"border-bottom:2px solid {LINE}",
    "head number": f"padding:6px 8px;border-bottom:2px solid {LINE};color:{FAINT};font-weight:600;text-align:right;vertical-align:bottom",
    "cell": f"padding:6px 8px;border-bottom:1px solid {LINE};text-align:left",
    "cell number": f"padding:6px 8px;border-bottom:1px solid {LINE};text-align:right;white-space:nowrap",
    "cell total": f"padding:6px 8px;border-bottom:1px solid {LINE};text-align:left;font-weight:600",
    "cell total number": f"padding:6px 8px;border-bottom:1px solid {LINE};text-align:right;white-space:nowrap;font-weight:600",
    "track": f"padding:6px 8px;border-bottom:1px solid {LINE};width:32%",
    "big": f"margin:0;font-size:30px;font-weight:600;line-height:1.2;color:{INK}",
    "what": f"margin:0 0 10px;color:{FAINT};font-size:13px",
    "facts": f"margin:8px 0 0;color:{FAINT};font-size:12px;line-height:1.5",
    "problem": "margin:0;padding:10px 12px;background:#fff4e0;color:#7a4b00;border-radius:8px;font-size:13px",
    "none": f"margin:0;color:{FAINT};font-size:13px",
}


@dataclass(frozen=True, slots=True)
class Printer:
    """Writes HTML for one person; `is_mail` says where the looks go."""

    viewer: Viewer
    is_mail: bool

    @property
    def tongue(self) -> Tongue:
        """Their language and the organisation's zone."""
        return Tongue(self.viewer.locale, self.viewer.time_zone)

    def pieces(self, sheet: Sheet) -> str:
        """All reports of a sheet, one below the other."""
        alone = len(sheet.pieces) == 1
        return "".join(self._piece(one, alone) for one in sheet.pieces)

    def _at(self, name: str) -> str:
        return f' style="{LOOKS[name]}"' if self.is_mail else f' class="{name}"'

    def _piece(self, piece: Piece, alone: bool) -> str:
        title = "" if alone else f"<h2{self._at('name')}>{escape(piece.name)}</h2>"
        if piece.result is None:
            text = piece.problem.message(self.viewer.locale) if piece.problem else ""
            if piece.problem and piece.problem.code == "NOT_FOUND":
                text = self.tongue.say(
                    "这个报表已删除，或没有共享给你。", "This report was deleted or is not shared with you."
                )
            return f"<section{self._at('piece')}>{title}<p{self._at('problem')}>{escape(text)}</p></section>"
        result = piece.result
        if result.considered == 0:
            body = f"<p{self._at('none')}>{self.tongue.say('没有可统计的记录。', 'There are no records to count.')}</p>"
        else:
            is_number = not result.plan.keys or result.plan.definition.chart is Chart.NUMBER
            body = self._picture(piece, result) + (self._numbers(result) if is_number else "")
            body += self._table(piece.name, result) if result.plan.keys else ""
        return f"<section{self._at('piece')}>{title}{body}{self._facts(result)}</section>"

    def _picture(self, piece: Piece, result: Result) -> str:
        """What the client's charts draw on a page, where scripts run; the table says the same to everybody else."""
        if self.is_mail or not is_drawn(result):
            return ""
        given = drawn_from(result, piece.name, self.viewer)
        return f'<figure class="picture"><script type="application/json">{given}</script></figure>'

    def _numbers(self, result: Result) -> str:
        """The numbers of the whole, each by itself, large."""
        plan, cell = result.plan, result.cells[(), ()]
        parts = []
        for figure, number in zip(plan.figures, cell.numbers, strict=True):
            name = measure_name(plan.entry, figure, self.tongue.chinese)
            parts.append(
                f"<p{self._at('big')}>{escape(written_number(figure, number))}</p><p{self._at('what')}>{escape(name)}</p>"
            )
        return "".join(parts)

    def _table(self, name: str, result: Result) -> str:
        tongue, found = self.tongue, lines(result, self.tongue)
        depth = max(1, len(result.plan.definition.rows))
        most_lines = MOST_LINES if self.is_mail else PAGE_LINES
        wide = (MOST_COLUMNS if self.is_mail else PAGE_COLUMNS) * len(result.plan.figures)
        bars, shades = self._bars(result, found), self._shades(result, found)
        above = _one_line(result, heads(result, tongue), depth)
        head = "".join(f"<tr>{self._head(row[: depth + wide], depth, bool(bars))}</tr>" for row in above)
        body = "".join(
            f"<tr>{self._names(one)}{self._cells(result, one, wide, shades)}{bars[n] if bars else ''}</tr>"
            for n, one in enumerate(found[:most_lines])
        )
        left_out = len(found) - most_lines
        more = ""
        if left_out > 0 or (found and len(found[0].numbers) > wide):
            text = tongue.say("表格较大，这里只显示一部分。", "The table is large; this is a part of it.")
            more = f"<p{self._at('facts')}>{text}</p>"
        table = f"<table{self._at('table')}><thead>{head}</thead><tbody>{body}</tbody></table>"
        # Whoever has no mouse scrolls a wide table by keys.
        reach = "" if self.is_mail else f' tabindex="0" role="group" aria-label="{escape(name)}"'
        return f"<div{self._at('scroll')}{reach}>{table}</div>{more}"

    def _head(self, row: Sequence[str], depth: int, has_bars: bool) -> str:
        cells = [
            f'<th scope="col"{self._at("head" if n < depth else "head number")}>{escape(text)}</th>'
            for n, text in enumerate(row)
        ]
        return "".join(cells) + (f"<td{self._at('head track')}></td>" if has_bars else "")

    def _names(self, line: Line) -> str:
        at = self._at("cell total" if line.is_total else "cell")
        return "".join(f"<td{at}>{escape(one)}</td>" for one in line.names)

    def _cells(self, result: Result, line: Line, most: int, dark: Decimal) -> str:
        at = self._at("cell total number" if line.is_total else "cell number")
        figures = result.plan.figures
        cells = []
        for n, number in enumerate(line.numbers[:most]):
            part = _part(result, line, n) / dark if dark else 0
            shade = f' style="--part:{3 + part * 17:.0f}%"' if part > 0 else ""
            cells.append(f"<td{at}{shade}>{escape(written_number(figures[n % len(figures)], number))}</td>")
        return "".join(cells)

    def _shades(self, result: Result, found: list[Line]) -> Decimal:
        """Of a heat map on a page: the number that is darkest; 0 where nothing is shaded."""
        if self.is_mail or result.plan.definition.chart is not Chart.HEAT:
            return Decimal(0)
        return max((_part(result, line, n) for line in found for n in range(len(line.numbers))), default=Decimal(0))

    def _bars(self, result: Result, found: list[Line]) -> list[str]:
        """One bar for each line of a report that is a picture of one list; the number stands beside it all the same."""
        definition = result.plan.definition
        plain = (Chart.TABLE, Chart.NUMBER, Chart.GAUGE, Chart.SCATTER)
        if definition.columns or len(definition.rows) != 1 or definition.chart in plain:
            return []
        values = [Decimal(0) if one.is_total else max(one.numbers[0] or Decimal(0), Decimal(0)) for one in found]
        most = max(values, default=Decimal(0))
        if most <= 0:
            return []
        at, made = self._at("track"), []
        for value, line in zip(values, found, strict=True):
            width = int(value * 100 / most)
            bar = "" if line.is_total or width == 0 else self._bar(width)
            made.append(f"<td{at}>{bar}</td>")
        return made

    def _bar(self, width: int) -> str:
        if not self.is_mail:
            return f'<span class="bar" style="width:{width}%"></span>'
        # A table: the one thing whose width and colour every mail program keeps.
        return (
            f'<table role="presentation" width="{width}%" cellpadding="0" cellspacing="0"><tr><td height="10"'
            f' bgcolor="{ACCENT}" style="height:10px;line-height:10px;font-size:0;background:{ACCENT};border-radius:3px">'
            "&nbsp;</td></tr></table>"
        )

    def _facts(self, result: Result) -> str:
        tongue = self.tongue
        facts = [
            tongue.say(f"{result.considered:,} 条记录", f"{result.considered:,} records"),
            instant(result, tongue),
            tongue.zone.key,
            self.viewer.base_currency,
        ]
        made = tongue.say("", " ").join(in_words(result, tongue, is_own=self.is_mail))
        return f"<p{self._at('facts')}>{escape(' · '.join(facts))}<br>{escape(made)}</p>"


def _part(result: Result, line: Line, n: int) -> Decimal:
    """What a cell is shaded by: the first number of its column; totals stay plain."""
    many = len(result.plan.figures)
    column = result.columns.entries[n // many]
    if line.is_total or len(column.values) < len(result.columns.keys):
        return Decimal(0)
    return max(line.numbers[n - n % many] or Decimal(0), Decimal(0))


def _one_line(result: Result, found: list[list[str]], depth: int) -> list[list[str]]:
    """The heads; where there is one measure it stands in the words below, and not in every column again."""
    if len(found) < 2 or len(result.plan.figures) > 1:
        return found
    return [found[1][:depth] + found[0][depth:]]


def plain_text(sheet: Sheet, viewer: Viewer) -> str:
    """The sheet for who reads mail as text: each report's first lines."""
    tongue = Tongue(viewer.locale, viewer.time_zone)
    parts = []
    for piece in sheet.pieces:
        parts.append(piece.name)
        if piece.result is None:
            parts.append(piece.problem.message(viewer.locale) if piece.problem else "")
            continue
        figures = piece.result.plan.figures
        for line in lines(piece.result, tongue)[:MOST_LINES]:
            numbers = [
                written_number(figures[n % len(figures)], one) for n, one in enumerate(line.numbers[:MOST_COLUMNS])
            ]
            parts.append("  ".join([*(one for one in line.names if one), *numbers]))
        parts.append("")
    return "\n".join(parts)
