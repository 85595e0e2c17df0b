"""Why a part of a publication cannot be shown, said in both languages."""

from __future__ import annotations

from search_api.errors import QueryError


def missing(one: str, name: str, reason: str) -> QueryError:
    """The error for a part that is not there, said in both languages."""
    part_en, part_zh = PART_NAMES[name]
    reason_en, reason_zh = REASONS[reason]
    return QueryError(
        "part_missing",
        id=one,
        part=part_en,
        part_zh=part_zh,
        reason=reason_en,
        reason_zh=reason_zh,
    )


PART_NAMES: dict[str, tuple[str, str]] = {
    "claims": ("claims", "权利要求"),
    "description": ("description", "说明书"),
    "events": ("legal events", "法律事件"),
    "drawings": ("drawing of this number", "该编号的附图"),
    "original": ("original file", "原始文件"),
    "pdf": ("PDF", " PDF"),
}
REASONS: dict[str, tuple[str, str]] = {
    "not_in_source": ("its source does not carry any", "数据来源中没有"),
    "published_elsewhere": ("the office published them elsewhere", "该局在其他文献中公布"),
    "scan_only": ("its source has pictures of pages only", "数据来源只有页面图像"),
    "removed": ("the office has removed them", "该局已删除"),
    "truncated": ("its source is truncated", "数据来源不完整"),
    "unnumbered": ("they carry no numbers in the source", "数据来源中没有编号"),
    "not_archived": ("its bytes were not archived", "未存档原始数据"),
    "source_not_pdf": ("its source is not a PDF file", "数据来源不是 PDF 文件"),
    "not_readable": ("the picture cannot be read", "图像无法读取"),
}
