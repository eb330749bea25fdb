"""符合性测试 — proof that an implementation, in any language, does what the standard asks.

`cases` are the questions with the answers that are right, `reference` is this library's own answer to each,
`judge` compares an answer with the right one, `drive` puts the questions to any executable, and `scoreboard` says
what that amounts to. The protocol is one JSON value a line; docs/conformance.md lays it down for implementers.
"""
