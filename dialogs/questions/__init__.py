"""The question types. A new one is one file here and one line in ``Question``."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Tag

from dialogs.questions.asked import Asked
from dialogs.questions.choice import Choice, Multi
from dialogs.questions.commitment import Commitment
from dialogs.questions.consent import Consent
from dialogs.questions.optin import Optin
from dialogs.questions.rank import Rank
from dialogs.questions.scale import Scale
from dialogs.questions.statement import Reaction, Statement
from dialogs.questions.text import TextQuestion
from dialogs.questions.vote import Vote


def _type_of(written: Any) -> str:  # noqa: ANN401 - whatever the file holds
    """Return the type an author wrote; a question without one is a ``text``."""
    if isinstance(written, dict):
        return f"<{written.get('type', 'text')}>"
    return f"<{getattr(written, 'type', 'text')}>"


Question = Annotated[
    Annotated[TextQuestion, Tag("<text>")]
    | Annotated[Choice, Tag("<choice>")]
    | Annotated[Multi, Tag("<multi>")]
    | Annotated[Scale, Tag("<scale>")]
    | Annotated[Rank, Tag("<rank>")]
    | Annotated[Vote, Tag("<vote>")]
    | Annotated[Statement, Tag("<statement>")]
    | Annotated[Reaction, Tag("<reaction>")]
    | Annotated[Consent, Tag("<consent>")]
    | Annotated[Commitment, Tag("<commitment>")]
    | Annotated[Optin, Tag("<optin>")],
    Discriminator(_type_of),
]

#: Every type by the word authors write.
TYPES: dict[str, type[Asked]] = {
    "text": TextQuestion,
    "choice": Choice,
    "multi": Multi,
    "scale": Scale,
    "rank": Rank,
    "vote": Vote,
    "statement": Statement,
    "reaction": Reaction,
    "consent": Consent,
    "commitment": Commitment,
    "optin": Optin,
}
