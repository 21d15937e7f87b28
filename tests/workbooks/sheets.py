"""Fill a workbook in as a clerk does, and bring it back."""

import io

from lxml import html
from openpyxl import load_workbook

from tests.reading import words


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

    def blank(self, name):
        """The first row in which nothing is filled in."""
        return next(r for r in range(2, 600) if self.book[name].cell(r, 2).value is None)

    def value(self, name, row, head):
        return self.book[name].cell(row, self.place(name, head)).value

    def put(self, name, row, **values):
        """Fill cells of a row by the heads of their columns."""
        for head, value in values.items():
            self.book[name].cell(row, self.place(name, head)).value = value

    def offered(self):
        """What can be chosen, by the heads of the columns."""
        lists = self.book["选项"].iter_cols(values_only=True)
        return {one[0]: [word for word in one[1:] if word] for one in lists}

    def content(self):
        file = io.BytesIO()
        self.book.save(file)
        return file.getvalue()


def download(client, key):
    answer = client.get(f"{client.home}/{key}/workbook/sheet")
    assert answer.status_code == 200
    return Filled(answer.data)


def bring(client, key, content, name="填报表.xlsx"):
    """Upload a workbook and return the address of what was compared."""
    file = {"file": (io.BytesIO(content), name)}
    answer = client.post(f"{client.home}/{key}/workbook/", data=file)
    assert answer.status_code == 303, words(answer.text)
    return answer.location


def take(client, address, **more):
    """Take over what is ticked by itself, or the rows that are named."""
    page = html.fromstring(client.get(address).text)
    data = {
        "do": "take",
        "shown": page.xpath("//input[@name='shown']/@value"),
        "row": page.xpath("//input[@name='row'][@checked]/@value"),
    }
    return client.post(address, data=data | more, follow_redirects=True).text
