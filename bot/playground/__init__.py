"""The same bot without Telegram."""
