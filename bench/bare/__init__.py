"""The yardstick: a Django project with a session, a user and nothing else."""
