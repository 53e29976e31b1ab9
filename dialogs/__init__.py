"""The dialogs themselves: scripts, the engine that plays them, the rules that protect people.

Pure: values in, values out. No database, network, log, clock, dice or terminal; time, chance and
fresh ids come in as arguments. Knows neither `storage` nor `bot`.
"""
