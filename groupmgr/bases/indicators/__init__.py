"""Figures about the training bases: what there is on a day, and what a school year reports."""
