"""Pictures that people send: a process of its own reads them, which may use little."""
