"""规则 — the standard's demands as rules; one module per noun.

To add a rule: the generator, its messages, its cases.

1. The generator, in the module of its noun (a new module is named in `registry._MODULES`)::

       @rule("GK-CAT-004", about=Entry, requirements=("R-064",), severity=Severity.ERROR)
       def entry_without_content(entry: Entry, index: Index) -> Iterator[Fault]:
           \"\"\"An entry has no content (公开内容).

           Why: without it nobody can tell what has to be published.

           Instead: list the elements to be published, one by one.
           \"\"\"
           if not entry.content:
               yield Fault("content")

   `about` is Entry, Item, Group (all entries of one item), Catalogue, ItemList, SourceList, Compendium, or
   `object` (the document, whatever its kind). `Fault.at` is relative to the subject. `needs=` names what must
   be at hand to run (`needs.COMPLETE`, `needs.DATE`, `needs.ITEMS_AND_SOURCES` …), `met_needs=` what silence
   needs to count as met, `applies=` whether the document has anything that the rule speaks of (else the
   requirement is not applicable), `eased=True` lowers errors for a voluntary unit.
   `index` has the document, `profile`, `as_of`, `complete`, `phase`, `in_force`, `entries`, `items`, `groups`,
   `item_by_id`, `items_by_name`, `disclosures`, `not_applicable`, `declared(kind)`,
   `codes(list)`, `knows(list, code)`.
2. Its row in `messages/<noun>.csv`: rule, variant, zh, en, fix_zh, fix_en, fault_zh, why_zh. Parameters are the
   keys of `Fault.params`, and `{item}`, the label of the subject. A parameter named `field`, or like a code
   list, is put into words.
3. Its cases in `testing/cases/GK-CAT-004.yaml`.

A profile that does not list its rules has every rule in force; `profiles.py` lists those of the others.
"""
