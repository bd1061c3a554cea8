"""What a process that reads a file of a person may use; little is loaded for it, since each file starts one."""

import resource

MOST_BYTES = 20_000_000
"""The largest file; Telegram gives bots none that is larger."""


def use_little(memory: int, cpu_seconds: int) -> None:
    """In the child: use no more of the address space (bytes) and of a processor than this, and write no file."""
    limits = {resource.RLIMIT_AS: memory, resource.RLIMIT_CPU: cpu_seconds}
    for kind, most in (limits | {resource.RLIMIT_CORE: 0, resource.RLIMIT_FSIZE: 0}).items():
        resource.setrlimit(kind, (most, most))
