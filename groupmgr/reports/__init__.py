"""The annual work report: collect, freeze, compose, render."""
