"""The key of a record, carried along in a row of a form."""

from wtforms import Field
from wtforms.widgets import HiddenInput


class KeyField(Field):
    """A hidden key; its data is a number, or nothing in a new row."""

    widget = HiddenInput()

    def _value(self) -> str:
        return "" if self.data is None else str(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0] if valuelist else ""
        self.data = int(typed) if typed.isdecimal() else None
