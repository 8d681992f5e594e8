"""Why a file is not kept."""

from __future__ import annotations

from guiju.domain.language import Words, WordsError


class FileRefused(WordsError):
    """A file that is too large, empty, or of a kind not taken here."""


def too_large(name: str, limit: int) -> FileRefused:
    """More than may be sent."""
    megabytes = limit // (1024 * 1024)
    return FileRefused(
        "too_large",
        Words(f"“{name}”超过 {megabytes} MB。", f"“{name}” is larger than {megabytes} MB."),
        Words("请拆分，或压缩其中的图片后再提交。", "Split it, or compress its pictures, and try again."),
        name,
    )


def empty(name: str) -> FileRefused:
    """No content at all."""
    return FileRefused(
        "empty",
        Words(f"“{name}”是空文件。", f"“{name}” is empty."),
        Words("请检查后重新选择。", "Check it and choose again."),
        name,
    )


def wrong_kind(name: str) -> FileRefused:
    """By its content, not one of the kinds taken here."""
    return FileRefused(
        "wrong_kind",
        Words(f"“{name}”的内容不是可以处理的文件类型。", f"The content of “{name}” is of no kind we can handle."),
        Words("请另存为 Word、Excel、PDF、网页或文本后再提交。", "Save it as Word, Excel, PDF, a web page or text."),
        name,
    )
