"""Sites made with other systems, to compare with. Each runs in an environment of its own, never in ours.

`make bench-peers` installs them into `var/bench/peers`; `make bench` measures those that are there.
"""
