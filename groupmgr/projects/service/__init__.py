"""What can be done with a joint project and with an agreement."""
