"""Fill a workbook in as a clerk does."""

import io

from openpyxl import load_workbook


class Filled:
    """A downloaded workbook, open for filling in."""

    def __init__(self, content):
        self.book = load_workbook(io.BytesIO(content))

    def sheet(self, name):
        return self.book[name]

    def place(self, name, head):
        heads = [str(cell.value).removesuffix(" *") for cell in self.book[name][1]]
        return heads.index(head) + 1

    def row(self, name, title, head):
        """The row whose column says so."""
        at = self.place(name, head)
        return next(r for r in range(2, 600) if self.book[name].cell(r, at).value == title)

    def put(self, name, row, **values):
        """Fill cells of a row by the heads of their columns."""
        for head, value in values.items():
            self.book[name].cell(row, self.place(name, head)).value = value

    def content(self):
        file = io.BytesIO()
        self.book.save(file)
        return file.getvalue()
