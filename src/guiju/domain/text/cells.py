"""What is said in a cell that was broken over lines (单元格断行): 市人力资源社会 保障局 is one name."""

from __future__ import annotations

import re

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_SIGN = "，。；：、！？《》“”‘’（）【】〔〕,;:()"
_SPACES = re.compile(r"[ \t\n]+")
_BODY = re.compile(
    r"(?:局|厅|部|署|院|社|办|委|委员会|协会|学会|商会|联合会|工会|政府|办公室|办事处|管委会|中心|银行|海关|公司|集团|大学|学院|支队|大队|联席会议)$"
)
_NEXT = re.compile(r"(?:市|省|区|县|州|盟|旗|各|有关|相关|国家|中国|中央|全国)")
_PIECE = re.compile(f"[{_HAN}]+$")
_HEAD = re.compile(f"[{_HAN}]+")
_FEWEST = 3


def cell_closed(cell: str) -> str:
    """A cell's text on one line: breaks inside a word or beside a sign closed, those between two names a space."""
    pieces = _SPACES.split(cell.strip())
    closed = pieces[0]
    for piece in pieces[1:]:
        closed += piece if _closes(closed, piece) else " " + piece
    return closed


def _closes(left: str, right: str) -> bool:
    before, after = left[-1:], right[:1]
    if not before or not after:
        return True
    if before in _SIGN or after in _SIGN:
        return not (before in ",;:)" and after.isascii() and after.isalnum())
    if not (_is_han(before) and _is_han(after)):
        return (_is_han(before) and after.isdigit()) or (before.isdigit() and _is_han(after))
    return not _two_bodies(left, right)


def _is_han(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff"


def _two_bodies(left: str, right: str) -> bool:
    """Whether two whole names stand side by side, parted by nothing but the break."""
    piece, head = _PIECE.search(left[-40:]), _HEAD.match(right)
    if piece is None or head is None or len(piece.group()) < _FEWEST or len(head.group()) < _FEWEST:
        return False
    if not _BODY.search(piece.group()):
        return False
    return bool(_NEXT.match(head.group()) or _BODY.search(head.group()))
