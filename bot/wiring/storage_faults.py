"""Re-exports the database exceptions that a command must expect, for commands that may not import storage."""

from storage.failures import StorageFailed

__all__ = ["StorageFailed"]
