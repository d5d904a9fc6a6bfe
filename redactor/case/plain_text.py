"""A plain text with codes in it, by Presidio's anonymiser and an operator of ours: file names are written so."""

from __future__ import annotations

from collections.abc import Sequence

from redactor.base.presidio import AnonymizerEngine, Operator, OperatorConfig, OperatorType, Replaced
from redactor.case.replacements import Put


class PutCode(Operator):
    """Presidio's operator of ours: the text it is given instead of the name."""

    def operate(self, text: str = "", params: dict[str, str] | None = None) -> str:
        """The code."""
        return (params or {})["text"]

    def validate(self, params: dict[str, str] | None = None) -> None:
        """Raises ValueError without a text to put."""
        if not params or "text" not in params:
            raise ValueError("The operator needs the text to put.")

    def operator_name(self) -> str:
        """The name by which Presidio knows the operator."""
        return "put_code"

    def operator_type(self) -> OperatorType:
        """It anonymises."""
        return OperatorType.Anonymize


def anonymised_text(text: str, items: Sequence[Put]) -> str:
    """A plain text with everything put in its place, by Presidio's anonymiser."""
    engine = AnonymizerEngine()  # type: ignore[no-untyped-call]
    engine.add_anonymizer(PutCode)
    results = [Replaced(f"PUT_{n}", item.start, item.end, 1.0) for n, item in enumerate(items)]
    operators = {f"PUT_{n}": OperatorConfig("put_code", {"text": item.text}) for n, item in enumerate(items)}
    return str(engine.anonymize(text=text, analyzer_results=results, operators=operators).text) if items else text
