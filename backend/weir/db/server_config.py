"""The configuration file of the embedded PostgreSQL, written anew at every start."""

import os

# Loaded after ours, so that an administrator's own lines win.
MAIN = """\
# Weir writes weir.conf at every start. Your own settings go below the include line; they win.
include 'weir.conf'
"""


def memory_mb() -> int:
    """The machine's memory in MB; 4096 if it cannot be told."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    except (ValueError, OSError):
        return 4096


def configuration(*, port: int | None, fsync: bool) -> str:
    """The lines of weir.conf; with `port` the server listens on the loopback instead of a socket file."""
    memory = memory_mb()
    lines: dict[str, str | float] = {
        # Relative to the cluster, where the server's working directory is.
        "unix_socket_directories": "" if port else "../run",
        "listen_addresses": "127.0.0.1" if port else "",
        "port": port or 5432,
        "max_connections": 120,
        "shared_buffers": f"{max(32, min(256, memory // 8))}MB",
        "effective_cache_size": f"{max(64, memory // 2)}MB",
        "work_mem": "16MB",
        "maintenance_work_mem": f"{max(32, min(256, memory // 16))}MB",
        "random_page_cost": 1.1,
        # Weir's statements take milliseconds; compiling one would take longer than running it.
        "jit": "off",
        "synchronous_commit": "on",
        "fsync": "on" if fsync else "off",
        "full_page_writes": "on" if fsync else "off",
        "wal_level": "replica",
        "max_wal_senders": 5,
        "max_replication_slots": 5,
        # A forgotten archive receiver may not fill the disk.
        "max_slot_wal_keep_size": "4GB",
        "max_wal_size": "2GB",
        "checkpoint_timeout": "15min",
        "autovacuum_naptime": "20s",
        "autovacuum_vacuum_scale_factor": 0.05,
        "autovacuum_analyze_scale_factor": 0.02,
        "autovacuum_vacuum_cost_limit": 1000,
        "idle_in_transaction_session_timeout": "5min",
        # A client that breaks off while it signs in holds up CREATE and DROP DATABASE until this is over; ours takes milliseconds.
        "authentication_timeout": "5s",
        "password_encryption": "scram-sha-256",
        "timezone": "UTC",
        "log_timezone": "UTC",
        # Neither statements nor the values in error details: both hold personal data.
        "log_statement": "none",
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "log_min_messages": "warning",
        "log_checkpoints": "off",
        "log_line_prefix": "%m [%p] ",
    }
    return "".join(f"{name} = '{value}'\n" for name, value in lines.items())
