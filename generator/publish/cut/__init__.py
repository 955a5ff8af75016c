"""What each audience may see, cut before any page is made (design §7)."""
