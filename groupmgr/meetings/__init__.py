"""Meetings: agenda, attendance by unit, votes, resolutions, follow-ups."""
