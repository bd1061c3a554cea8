"""The bench: what a tap, a change on 1688 and a bigger shop cost, each beside a bare baseline in the same run."""
