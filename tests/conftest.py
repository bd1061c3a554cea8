"""What holds for every test: generated examples may take their time, and a failure shows how to repeat it."""

from hypothesis import settings

settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")
