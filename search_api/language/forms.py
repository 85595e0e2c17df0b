"""Words of a syntax tree in another form than by their stems."""

from __future__ import annotations

from dataclasses import replace

from search_api.language import syntax as s


def with_form(node: s.Syntax, form: s.Form) -> s.Syntax:
    """The tree with all its words in that form, those apart that have one already."""
    match node:
        case s.Word() | s.Quoted():
            return replace(node, form=form) if node.form == "stem" else node
        case s.Fielded(_, value):
            return replace(node, value=with_form(value, form))
        case s.AllOf(parts) | s.AnyOf(parts):
            return replace(node, parts=tuple(with_form(part, form) for part in parts))
        case s.Proximity(operands):
            return replace(node, operands=tuple(with_form(one, form) for one in operands))
        case s.Group(part) | s.Negation(part) | s.Boosted(part) | s.Function(_, part):
            return replace(node, part=with_form(part, form))
        case _:
            return node


FORMS: dict[str, s.Form] = {"NOSTEM": "word", "EXACT": "case"}
"""Functions of the canonical language that change the form of words."""
