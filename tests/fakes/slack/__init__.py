"""A Slack of our own on loopback: Web API, Socket Mode, people and mischief, driven over HTTP.

Run it from the repository's root: ``python -m tests.fakes.slack``. It prints one line of JSON that
says where it listens. ``tests/fakes/slack/client.py`` drives it with the standard library alone.
"""
