"""The tables of the first release."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant, Number

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "inbox",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("stumbled", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_inbox")),
    )
    op.create_index(op.f("ix_inbox_at"), "inbox", ["at"])
    op.create_table(
        "networks",
        sa.Column("id", Number, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("land", sa.String(), nullable=True),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=True),
        sa.Column("coordination", sa.LargeBinary(), nullable=True),
        sa.Column("group", sa.LargeBinary(), nullable=True),
        sa.Column("group_hash", sa.LargeBinary(), nullable=True),
        sa.Column("invited", sa.String(), nullable=False),
        sa.Column("created", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_networks")),
        sa.UniqueConstraint("group_hash", name=op.f("uq_networks_group_hash")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "occurrences",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("acted_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "subject", "slot", name=op.f("pk_occurrences")),
    )
    op.create_table(
        "people",
        sa.Column("id", Number, autoincrement=True, nullable=False),
        sa.Column("address_hash", sa.LargeBinary(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=True),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.Column("paused_until", Instant(), nullable=True),
        sa.Column("snoozed_until", Instant(), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("away", sa.Date(), nullable=True),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("address_hash", name=op.f("uq_people_address_hash")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "habits",
        sa.Column("person", Number, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("rhythm", sa.String(), nullable=False),
        sa.Column("weekday", Number, nullable=True),
        sa.Column("at", sa.Time(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person"], ["people.id"], name=op.f("fk_habits_person_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person", "kind", name=op.f("pk_habits")),
    )
    op.create_table(
        "schedules",
        sa.Column("id", Number, autoincrement=True, nullable=False),
        sa.Column("network", Number, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("recurrence", sa.String(), nullable=True),
        sa.Column("since", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["network"],
            ["networks.id"],
            name=op.f("fk_schedules_network_networks"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedules")),
        sa.UniqueConstraint("network", "kind", "name", name=op.f("uq_schedules_network_kind_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "scripts",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("source", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_scripts")),
    )
    op.create_table(
        "invitations",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("network", Number, nullable=False),
        sa.Column("roles", sa.String(), nullable=False),
        sa.Column("uses_left", Number, nullable=True),
        sa.Column("expires", Instant(), nullable=False),
        sa.Column("made_by", Number, nullable=True),
        sa.ForeignKeyConstraint(
            ["made_by"],
            ["people.id"],
            name=op.f("fk_invitations_made_by_people"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["network"],
            ["networks.id"],
            name=op.f("fk_invitations_network_networks"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_invitations")),
    )
    op.create_index(op.f("ix_invitations_network"), "invitations", ["network"])
    op.create_table(
        "listening",
        sa.Column("person", Number, nullable=False),
        sa.Column("phase_round", Number, nullable=True),
        sa.Column("phase_opening", Number, nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person"], ["people.id"], name=op.f("fk_listening_person_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_listening")),
    )
    op.create_index(
        op.f("ix_listening_phase_round_phase_opening"),
        "listening",
        ["phase_round", "phase_opening"],
    )
    op.create_table(
        "memberships",
        sa.Column("id", Number, autoincrement=True, nullable=False),
        sa.Column("network", Number, nullable=False),
        sa.Column("person", Number, nullable=False),
        sa.Column("roles", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=True),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("agreed_at", Instant(), nullable=False),
        sa.Column("notice", sa.String(), nullable=False),
        sa.Column("confirmed_by", Number, nullable=True),
        sa.Column("confirmed_at", Instant(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("quotes", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["confirmed_by"],
            ["people.id"],
            name=op.f("fk_memberships_confirmed_by_people"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["network"],
            ["networks.id"],
            name=op.f("fk_memberships_network_networks"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["people.id"], name=op.f("fk_memberships_person_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_memberships_network"), "memberships", ["network"])
    op.create_index(op.f("ix_memberships_person"), "memberships", ["person"])
    op.create_table(
        "outbox",
        sa.Column("id", Number, autoincrement=True, nullable=False),
        sa.Column("person", Number, nullable=False),
        sa.Column("priority", Number, nullable=False),
        sa.Column("round", Number, nullable=True),
        sa.Column("opening", Number, nullable=True),
        sa.Column("step", Number, nullable=True),
        sa.Column("item", Number, nullable=True),
        sa.Column("keeps", sa.Boolean(), nullable=False),
        sa.Column("repeats", sa.Boolean(), nullable=False),
        sa.Column("phase_round", Number, nullable=True),
        sa.Column("phase_opening", Number, nullable=True),
        sa.Column("not_before", Instant(), nullable=True),
        sa.Column("expires_at", Instant(), nullable=True),
        sa.Column("trying_since", Instant(), nullable=True),
        sa.Column("attempts", Number, nullable=False),
        sa.Column("failed", sa.String(), nullable=True),
        sa.Column("put_at", Instant(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person"], ["people.id"], name=op.f("fk_outbox_person_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_outbox_person"), "outbox", ["person"])
    op.create_index(
        op.f("ix_outbox_phase_round_phase_opening"), "outbox", ["phase_round", "phase_opening"]
    )
    op.create_index(op.f("ix_outbox_round_opening"), "outbox", ["round", "opening"])
    op.create_table(
        "proofs",
        sa.Column("id", Number, autoincrement=True, nullable=False),
        sa.Column("network", Number, nullable=False),
        sa.Column("address_hash", sa.LargeBinary(), nullable=False),
        sa.Column("notice", sa.String(), nullable=False),
        sa.Column("agreed_at", Instant(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["network"],
            ["networks.id"],
            name=op.f("fk_proofs_network_networks"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proofs")),
    )
    op.create_index(op.f("ix_proofs_network"), "proofs", ["network"])
    op.create_table(
        "rounds",
        sa.Column("number", Number, autoincrement=True, nullable=False),
        sa.Column("network", Number, nullable=False),
        sa.Column("script", sa.String(), nullable=False),
        sa.Column("parent", Number, nullable=True),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=True),
        sa.Column("opening", Number, nullable=True),
        sa.Column("tally", sa.String(), nullable=False),
        sa.Column("returns_on", Instant(), nullable=True),
        sa.Column("begun_at", Instant(), nullable=False),
        sa.Column("started_at", Instant(), nullable=True),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("cut_at", Instant(), nullable=True),
        sa.Column("rest", sa.LargeBinary(), nullable=False),
        sa.Column("queue", sa.LargeBinary(), nullable=False),
        sa.Column("frame", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["network"],
            ["networks.id"],
            name=op.f("fk_rounds_network_networks"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["parent"], ["rounds.number"], name=op.f("fk_rounds_parent_rounds"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["script"], ["scripts.digest"], name=op.f("fk_rounds_script_scripts")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_rounds")),
        sa.UniqueConstraint("parent", "key", name=op.f("uq_rounds_parent_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_rounds_network"), "rounds", ["network"])
    op.create_index(op.f("ix_rounds_status"), "rounds", ["status"])
    op.create_table(
        "shown",
        sa.Column("person", Number, nullable=False),
        sa.Column("message", Number, autoincrement=False, nullable=False),
        sa.Column("round", Number, nullable=False),
        sa.Column("opening", Number, nullable=False),
        sa.Column("step", Number, nullable=False),
        sa.Column("item", Number, nullable=False),
        sa.ForeignKeyConstraint(
            ["person"], ["people.id"], name=op.f("fk_shown_person_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person", "message", name=op.f("pk_shown")),
    )
    op.create_index(op.f("ix_shown_round_opening"), "shown", ["round", "opening"])
    op.create_table(
        "written",
        sa.Column("id", Number, autoincrement=True, nullable=False),
        sa.Column("person", Number, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kinds", sa.String(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person"], ["people.id"], name=op.f("fk_written_person_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_written")),
    )
    op.create_index(op.f("ix_written_person"), "written", ["person"])
    op.create_table(
        "closed",
        sa.Column("place", Number, autoincrement=True, nullable=False),
        sa.Column("round", Number, nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round"], ["rounds.number"], name=op.f("fk_closed_round_rounds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_closed")),
        sa.UniqueConstraint("round", "question", name=op.f("uq_closed_round_question")),
    )
    op.create_table(
        "moments",
        sa.Column("id", Number, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("round", Number, nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round"], ["rounds.number"], name=op.f("fk_moments_round_rounds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moments")),
        sa.UniqueConstraint("kind", "subject", name=op.f("uq_moments_kind_subject")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_moments_at"), "moments", ["at"])
    op.create_index(op.f("ix_moments_round"), "moments", ["round"])
    op.create_table(
        "nudges",
        sa.Column("id", Number, autoincrement=True, nullable=False),
        sa.Column("person", Number, nullable=False),
        sa.Column("network", Number, nullable=False),
        sa.Column("round", Number, nullable=True),
        sa.Column("seat", Number, nullable=True),
        sa.Column("opening", Number, nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("earliest", Instant(), nullable=False),
        sa.Column("latest", Instant(), nullable=True),
        sa.Column("promised", Instant(), nullable=True),
        sa.Column("mirror", sa.Boolean(), nullable=False),
        sa.Column("empty", sa.Boolean(), nullable=False),
        sa.Column("again_at", Instant(), nullable=False),
        sa.Column("effects", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["network"],
            ["networks.id"],
            name=op.f("fk_nudges_network_networks"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["people.id"], name=op.f("fk_nudges_person_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["round"], ["rounds.number"], name=op.f("fk_nudges_round_rounds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudges")),
    )
    op.create_index(op.f("ix_nudges_again_at"), "nudges", ["again_at"])
    op.create_index(op.f("ix_nudges_network"), "nudges", ["network"])
    op.create_index(op.f("ix_nudges_person"), "nudges", ["person"])
    op.create_index(op.f("ix_nudges_round"), "nudges", ["round"])
    op.create_table(
        "openings",
        sa.Column("round", Number, nullable=False),
        sa.Column("number", Number, autoincrement=False, nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round"], ["rounds.number"], name=op.f("fk_openings_round_rounds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round", "number", name=op.f("pk_openings")),
    )
    op.create_table(
        "seats",
        sa.Column("round", Number, nullable=False),
        sa.Column("number", Number, autoincrement=False, nullable=False),
        sa.Column("membership", Number, nullable=True),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("parts", sa.String(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("open", sa.String(), nullable=True),
        sa.Column("marks", sa.String(), nullable=False),
        sa.Column("reads", sa.String(), nullable=False),
        sa.Column("introduced", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["membership"],
            ["memberships.id"],
            name=op.f("fk_seats_membership_memberships"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["round"], ["rounds.number"], name=op.f("fk_seats_round_rounds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round", "number", name=op.f("pk_seats")),
    )
    op.create_index(op.f("ix_seats_membership"), "seats", ["membership"])
    op.create_table(
        "standings",
        sa.Column("round", Number, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round"], ["rounds.number"], name=op.f("fk_standings_round_rounds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round", name=op.f("pk_standings")),
    )
    op.create_table(
        "hidden",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("round", Number, nullable=False),
        sa.Column("opening", Number, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round"], ["rounds.number"], name=op.f("fk_hidden_round_rounds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hidden")),
    )
    op.create_index(op.f("ix_hidden_round_opening"), "hidden", ["round", "opening"])
    op.create_table(
        "untied",
        sa.Column("round", Number, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("opening", Number, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round"], ["rounds.number"], name=op.f("fk_untied_round_rounds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round", "id", name=op.f("pk_untied")),
    )
    op.create_table(
        "answers",
        sa.Column("place", Number, autoincrement=True, nullable=False),
        sa.Column("round", Number, nullable=False),
        sa.Column("seat", Number, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round", "seat"],
            ["seats.round", "seats.number"],
            name=op.f("fk_answers_round_seat_seats"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_answers")),
        sa.UniqueConstraint("round", "id", name=op.f("uq_answers_round_id")),
    )
    op.create_index(op.f("ix_answers_round_seat"), "answers", ["round", "seat"])
