"""Run a vocational education group: its members, registers, meetings, activities and reports."""
