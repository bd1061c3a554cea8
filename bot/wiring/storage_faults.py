"""What a command must expect of the database, for those that may not open it themselves."""

from storage.failures import StorageFailed

__all__ = ["StorageFailed"]
