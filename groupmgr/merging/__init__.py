"""No event twice: a second unit joins the record there is, and doubles become one record."""
