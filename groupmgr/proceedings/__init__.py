"""The papers of meetings: notice, sheet to sign, minutes, and the chronicle of a year."""
