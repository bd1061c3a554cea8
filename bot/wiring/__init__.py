"""The only room that knows everyone; the commands call its files by name, so that none loads what another needs."""
