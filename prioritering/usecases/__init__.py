"""The only ways to an answer. Pages, live streams, projector, commands and exports call these and nothing below them.

Each gathers what it needs from the store once, computes with the pure rooms (`scoring`, `meeting`, `analysis`,
`view`) and hands over a value.
"""
