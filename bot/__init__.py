"""The shell around `flows`: Telegram, storage, time, processes."""
