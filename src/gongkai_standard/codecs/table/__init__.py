"""表格阅读 — how a table that people made for people is understood, whatever file it came in.

In the order in which it happens: `flow` and `grid` (a file as grids of texts), `tables` (a grid cut into titles, header
and data rows), `titles` and `defaults` (the lines around them), `headings`, `labels`, `vocabulary`, `fields`, `levels`
(what each column is), `records` and `marks` (rows, with ditto, blanks and merges), `elements`, `cellwise` and `rows`
(cells as members, records as entries), `kinds`, `assembly`, `ids` (the document), `imprint` and `notes` (what a file
says to machines, and what the reader decided). `codecs/tabular.py` is the door.
"""
