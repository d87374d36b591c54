-- The whole schema as it is now. Databases are made by the migrations; a test proves that they add up to this file.
-- Times are milliseconds since 1970 UTC. Every body is sealed, bound to its table and chat.

-- Facts about the database itself, e.g. a probe that tells whether the key fits.
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Updates as they came, and reminders that fell due (update_id NULL). Closed rows stay a while: their update_id tells
-- repeats. AUTOINCREMENT, since a row's id must never come back.
CREATE TABLE inbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    update_id INTEGER UNIQUE,
    chat INTEGER NOT NULL,
    body BLOB,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'aside')),
    tries INTEGER NOT NULL DEFAULT 0,
    tried_at INTEGER,
    received_at INTEGER NOT NULL,
    closed_at INTEGER,
    CHECK ((state = 'waiting') = (closed_at IS NULL)),
    CHECK ((state = 'done') = (body IS NULL))
) STRICT;

CREATE INDEX inbox_waiting ON inbox (chat, id) WHERE state = 'waiting';
CREATE INDEX inbox_closed ON inbox (closed_at) WHERE closed_at IS NOT NULL;

CREATE TABLE journeys (
    chat INTEGER PRIMARY KEY,
    body BLOB NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

-- Messages to be sent (closed_at NULL), and for a while those sent or dropped. A fleeting one vanishes with its sending;
-- an unasked one, which the bot sends first, can be taken back.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    chat INTEGER NOT NULL,
    body BLOB,
    fleeting INTEGER NOT NULL CHECK (fleeting IN (0, 1)),
    queued_at INTEGER NOT NULL,
    closed_at INTEGER,
    unasked INTEGER NOT NULL DEFAULT 0,
    CHECK ((body IS NULL) = (closed_at IS NOT NULL))
) STRICT;

CREATE INDEX outbox_waiting ON outbox (chat, id) WHERE closed_at IS NULL;
CREATE INDEX outbox_closed ON outbox (closed_at) WHERE closed_at IS NOT NULL;

CREATE TABLE reminders (
    chat INTEGER NOT NULL,
    name TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    PRIMARY KEY (chat, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX reminders_due ON reminders (due_at);

-- Ids of the messages in a chat, the bot's and the user's, for tidying it; `unasked` are those the bot sent first.
CREATE TABLE messages (
    chat INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    unasked INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (chat, message_id)
) STRICT, WITHOUT ROWID;

-- Who was erased, by a keyed hash, and on which day: whoever restores an older backup erases them again.
CREATE TABLE wiped (
    tag TEXT PRIMARY KEY,
    day TEXT NOT NULL
) STRICT, WITHOUT ROWID;
