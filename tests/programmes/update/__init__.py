"""An update from an earlier release, played with its own wheel."""
