"""发布 — what vendors in any language build against: schemas, code lists, rules and requirements as files.

Everything here is derived from the model, the code lists and the rules, and is reproduced byte for byte by
`gongkai publish`.
"""
