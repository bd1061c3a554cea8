"""The HTTP server: updates from Telegram, push messages from 1688, health and metrics, and the Mini App."""
