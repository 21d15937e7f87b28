"""What developers run by hand: locks, vendored parts, fonts, lists made from them."""
