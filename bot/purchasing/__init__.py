"""The decisions of purchasing: what a text asks for, what it costs, who may approve it, what follows; all pure."""
