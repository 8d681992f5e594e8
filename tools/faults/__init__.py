"""Kill and load trials (故障与压力试验) on real installations in a temporary folder: `python -m tools.faults`.

Each trial sets up, serves, kills and asks a site of its own through its front door, as a person or a failing machine
would, and looks at what is left on disk. Loopback only; nothing outside the temporary folder is touched.
"""
