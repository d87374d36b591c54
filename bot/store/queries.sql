-- Every statement of the SQLite store, by name. Names are the store's vocabulary; values are bound by name.

-- Opening

-- name: open_writer
-- FULL: a commit is on the disk before anybody is told. secure_delete and temp_store: what is deleted leaves no bytes.
PRAGMA busy_timeout = 5000;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA secure_delete = ON;
PRAGMA temp_store = MEMORY;

-- name: open_reader
PRAGMA busy_timeout = 5000;
PRAGMA query_only = ON;

-- name: version
PRAGMA user_version;

-- name: load_probe
SELECT value FROM meta WHERE name = 'probe';

-- name: save_probe
INSERT INTO meta (name, value) VALUES ('probe', :value);

-- Transactions

-- name: begin
BEGIN IMMEDIATE;

-- name: commit
COMMIT;

-- name: rollback
ROLLBACK;

-- name: begin_job
SAVEPOINT job;

-- name: keep_job
RELEASE job;

-- name: undo_job
ROLLBACK TO job;

-- Leaving no trace (none of these may stand in a transaction but the first two)

-- name: note_residue
INSERT INTO meta (name, value) VALUES ('residue', x'') ON CONFLICT (name) DO NOTHING;

-- name: find_residue
SELECT name FROM meta WHERE name = 'residue';

-- name: rewrite
VACUUM;
DELETE FROM meta WHERE name = 'residue';

-- name: empty_log
PRAGMA wal_checkpoint (TRUNCATE);

-- Inbox

-- name: receive
INSERT INTO inbox (update_id, chat, body, received_at) VALUES (:update_id, :chat, :body, :now)
ON CONFLICT (update_id) DO NOTHING
RETURNING chat;

-- name: chats_with_updates
SELECT chat FROM inbox WHERE state = 'waiting' GROUP BY chat ORDER BY min(id);

-- name: next_update
SELECT id, body, tries FROM inbox WHERE state = 'waiting' AND chat = :chat ORDER BY id LIMIT 1;

-- name: note_failure
UPDATE inbox SET tries = tries + 1, tried_at = :now WHERE id = :id AND state = 'waiting' RETURNING tries;

-- name: set_aside
UPDATE inbox SET state = 'aside', closed_at = :now WHERE id = :id AND state = 'waiting';

-- name: mark_done
UPDATE inbox SET state = 'done', body = NULL, closed_at = :now
WHERE id = :id AND chat = :chat AND state = 'waiting'
RETURNING id;

-- Journeys

-- name: load_journey
SELECT body FROM journeys WHERE chat = :chat;

-- name: save_journey
INSERT INTO journeys (chat, body, updated_at) VALUES (:chat, :body, :now)
ON CONFLICT (chat) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at;

-- Outbox

-- name: queue_outgoing
INSERT INTO outbox (chat, body, fleeting, unasked, queued_at) VALUES (:chat, :body, :fleeting, :unasked, :now);

-- name: chats_with_outgoing
SELECT chat FROM outbox WHERE closed_at IS NULL GROUP BY chat ORDER BY min(id);

-- name: next_outgoing
SELECT id, body FROM outbox WHERE closed_at IS NULL AND chat = :chat ORDER BY id LIMIT 1;

-- name: mark_sent
-- One that was taken back while it was on its way is on the screen all the same, so its id is remembered.
UPDATE outbox SET body = NULL, closed_at = :now WHERE id = :id AND (closed_at IS NULL OR unasked = 1)
RETURNING chat, fleeting, unasked;

-- name: take_back
UPDATE outbox SET body = NULL, closed_at = :now WHERE chat = :chat AND closed_at IS NULL AND unasked = 1 RETURNING id;

-- name: give_back
UPDATE outbox SET body = NULL, closed_at = :now WHERE id = :id AND closed_at IS NULL RETURNING id;

-- name: still_waits
SELECT id FROM outbox WHERE id = :id AND closed_at IS NULL;

-- name: drop_outgoing
UPDATE outbox SET body = NULL, closed_at = :now WHERE chat = :chat AND closed_at IS NULL RETURNING fleeting;

-- name: forget_fleeting
DELETE FROM outbox WHERE chat = :chat AND fleeting = 1 AND closed_at IS NOT NULL;

-- Messages

-- name: remember_messages
INSERT INTO messages (chat, message_id, seen_at, unasked)
SELECT :chat, value, :now, :unasked FROM json_each(:ids) WHERE true
ON CONFLICT (chat, message_id) DO NOTHING;

-- name: messages
SELECT message_id FROM messages WHERE chat = :chat AND seen_at >= :since AND unasked >= :unasked ORDER BY message_id;

-- name: forget_messages
DELETE FROM messages WHERE chat = :chat AND message_id IN (SELECT value FROM json_each(:ids));

-- Reminders

-- name: set_reminder
INSERT INTO reminders (chat, name, due_at) VALUES (:chat, :name, :due_at)
ON CONFLICT (chat, name) DO UPDATE SET due_at = excluded.due_at;

-- name: cancel_reminder
DELETE FROM reminders WHERE chat = :chat AND name = :name;

-- name: due
SELECT chat, name, due_at FROM reminders WHERE due_at <= :now ORDER BY due_at, chat, name LIMIT :limit;

-- name: next_due
SELECT due_at FROM reminders ORDER BY due_at LIMIT 1;

-- name: take_reminder
DELETE FROM reminders WHERE chat = :chat AND name = :name AND due_at = :due_at RETURNING name;

-- Erasing. What waits in the inbox stays; what is closed keeps its update_id, to tell repeats, and forgets its chat.

-- name: erase_journey
DELETE FROM journeys WHERE chat = :chat;

-- name: erase_outbox
DELETE FROM outbox WHERE chat = :chat;

-- name: erase_messages
DELETE FROM messages WHERE chat = :chat;

-- name: erase_reminders
DELETE FROM reminders WHERE chat = :chat;

-- name: erase_inbox
UPDATE inbox SET state = 'done', chat = 0, body = NULL WHERE chat = :chat AND state <> 'waiting';

-- name: note_wipe
INSERT INTO wiped (tag, day) VALUES (:tag, :day) ON CONFLICT (tag) DO UPDATE SET day = excluded.day;

-- Housekeeping

-- name: tidy_inbox
DELETE FROM inbox WHERE closed_at < :before;

-- name: tidy_outbox
DELETE FROM outbox WHERE closed_at < :before;

-- name: tidy_messages
DELETE FROM messages WHERE seen_at < :before;

-- name: counts
SELECT 'updates', count(*) FROM inbox WHERE state = 'waiting'
UNION ALL SELECT 'set_aside', count(*) FROM inbox WHERE state = 'aside'
UNION ALL SELECT 'outgoing', count(*) FROM outbox WHERE closed_at IS NULL
UNION ALL SELECT 'reminders', count(*) FROM reminders
UNION ALL SELECT 'journeys', count(*) FROM journeys;
