"""What a reply and a phase cost in small and in large groups. Run by hand: ``make bench``."""
