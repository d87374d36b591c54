-- Which messages the bot sent first: a line that nobody tapped is taken back.
ALTER TABLE messages ADD COLUMN unasked INTEGER NOT NULL DEFAULT 0;

PRAGMA user_version = 2;
