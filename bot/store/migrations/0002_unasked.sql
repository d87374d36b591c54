-- Which messages the bot sends first: such a line can be taken back, before it is sent and after.
ALTER TABLE messages ADD COLUMN unasked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN unasked INTEGER NOT NULL DEFAULT 0;

PRAGMA user_version = 2;
