"""Run a vocational education group: members, bases, studios, projects, meetings, activities, reports."""
