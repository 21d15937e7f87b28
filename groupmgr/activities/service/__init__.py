"""Every change of an activity and every list of them, by the step of its life."""
