"""The figures the group steers by."""
