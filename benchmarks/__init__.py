"""How fast and how small the library is, beside what people would use without it.

    python -m benchmarks                    every group, with the bars; about ten minutes
    python -m benchmarks json-read check    some groups
    python -m benchmarks --smoke            small sizes, one round, no bars: shows that everything runs
    python -m benchmarks --list

Each case runs in a process of its own; rounds are interleaved, so that a noisy minute hits all alike; the first
call of a process warms up and is not counted; garbage is collected before each call and the collector is on
during it, whatever the library does inside. The figure is the median. Compare ratios within one run, never
seconds between runs or machines. All data is invented (`data.py`): the same arguments give the same bytes.
"""
