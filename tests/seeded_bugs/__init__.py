"""Bugs that are put into a copy of the program, each of which some test has to find."""
