"""What people get back: pure functions from what a round closed with to a document.

``mirrors.mirror``, ``sections.section`` and ``taking_part.participation`` make the documents.
They are not imported here: the engine needs ``winners`` and ``measures`` of this package to find
out what a later phase works on, and a mirror needs that in turn.
"""
