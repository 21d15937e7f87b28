"""What member units say of a report while they are asked, and what they are answered."""
