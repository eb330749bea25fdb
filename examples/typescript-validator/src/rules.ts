// The rules on identity and elements, each as its page in rules.json says: a function from a document to places.
import type { Published } from "./published.js";
import { fold, isBlank, text, texts, tree, trees, type Placed, type Tree } from "./values.js";

/** What the rules look at. */
interface Rows {
  catalogues: Placed[];
  entries: Placed[];
  items: Placed[];
}

type Rule = (rows: Rows, published: Published) => string[];

export const RULES: Readonly<Record<string, Rule>> = {
  "GK-ITM-007": ({ entries, items }) => [entries, items].flatMap(missingOrRepeated),
  "GK-ITM-009": ({ items }, published) =>
    lacking(items, "name", ({ name }) => isBlank(text(name)) || published.isPlaceholder(text(name) ?? "")),
  "GK-CAT-002": ({ entries }, published) => lacking(entries, "disclosure", uncoded("disclosure", published)),
  "GK-CAT-004": ({ entries }) => lacking(entries, "content", ({ content }) => texts(content).every(isBlank)),
  "GK-CAT-007": ({ entries }) => lacking(entries, "channels", (entry) => used(entry).length === 0 && !isWithheld(entry)),
  "GK-CAT-008": ({ entries }, published) => lacking(entries, "extent", uncoded("extent", published)),
  "GK-PRN-001": ({ entries, items }, published) => entries.flatMap((entry) => withoutGround(entry, items, published)),
  "GK-CHN-012": ({ entries }, published) =>
    entries.flatMap(({ at, value }) =>
      lacking(trees(value["audience"], `${at}/audience`), "description", (audience) => isUndescribed(audience, published)),
    ),
  "GK-CHN-013": ({ catalogues }, published) =>
    catalogues.flatMap(({ at, value }) => oncePerCatalogue(at, rowsOf(value, "entries", at), published)),
};

/** The rows of a document, or of the documents that a compendium holds. */
export function rows(document: Tree): Rows {
  const held = (kind: string, inside: string): Placed[] => {
    if (document["kind"] === kind) return [{ at: "", value: document }];
    return document["kind"] === "compendium" ? trees(document[inside], `/${inside}`) : [];
  };
  const catalogues = held("catalogue", "catalogues");
  return {
    catalogues,
    entries: catalogues.flatMap(({ at, value }) => rowsOf(value, "entries", at)),
    items: held("item_list", "item_lists").flatMap(({ at, value }) => rowsOf(value, "items", at)),
  };
}

function rowsOf(document: Tree, member: string, at: string): Placed[] {
  return trees(document[member], `${at}/${member}`);
}

function lacking(placed: Placed[], member: string, lacks: (value: Tree) => boolean): string[] {
  return placed.filter(({ value }) => lacks(value)).map(({ at }) => `${at}/${member}`);
}

function missingOrRepeated(placed: Placed[]): string[] {
  const seen = new Set<string>();
  return lacking(placed, "id", ({ id }) => {
    const own = text(id);
    if (own === undefined || isBlank(own) || seen.has(own)) return true;
    seen.add(own);
    return false;
  });
}

/** Whether a coded member is empty or no code of its list; what a table printed in its place is no code. */
function uncoded(member: string, published: Published): (entry: Tree) => boolean {
  return (entry) => {
    const code = text(entry[member]);
    if (code !== undefined && !isBlank(code)) return !published.knows(member, code) && !published.isPlaceholder(code);
    const printed = Object.entries(tree(entry["extra"])).find(([heading]) => published.isHeadingOf(`entry.${member}`, heading));
    return printed === undefined || !published.knows(member, String(printed[1]));
  };
}

function used(entry: Tree): Tree[] {
  return trees(entry["channels"], "").map(({ value }) => value).filter(({ obligation }) => obligation !== "not_chosen");
}

function isWithheld({ extent, mode }: Tree): boolean {
  return extent === "none" || (texts(mode).length === 1 && texts(mode)[0] === "not_disclosed");
}

function withoutGround({ at, value }: Placed, items: Placed[], published: Published): string[] {
  const extent = text(value["extent"]);
  const isPartial = extent !== undefined && extent !== "full" && published.knows("extent", extent);
  const mode = texts(value["mode"]).indexOf("not_disclosed");
  if (!isPartial && mode < 0) return [];
  const id = text(value["item_id"]);
  const item = id ? items.find((each) => each.value["id"] === id) : undefined;
  const grounds = [value, item?.value ?? {}].map(({ exemption }) => text(tree(exemption)["ground"]));
  return grounds.every(isBlank) ? [isPartial ? `${at}/extent` : `${at}/mode/${mode}`] : [];
}

const GROUP = "specific_group";

function isUndescribed(audience: Tree, published: Published): boolean {
  const words = text(audience["text"]);
  const isLabel = words !== undefined && published.labels("audience", GROUP).has(fold(words));
  const code = text(audience["code"]);
  const isGroup = code === GROUP || (code === undefined && isLabel);
  return isGroup && isBlank(text(audience["description"])) && (words === undefined || isLabel);
}

/** Entries with one channel only: each at its own place, or the list of entries where all have one. */
function oncePerCatalogue(at: string, entries: Placed[], published: Published): string[] {
  const found = lacking(entries, "channels", (entry) => {
    const channels = used(entry);
    const names = new Set(channels.map(({ code, text }) => JSON.stringify([code ?? null, text ?? null])));
    const codes = channels.map(({ code }) => text(code));
    const areKnown = codes.every((code) => code !== undefined && published.knows("channel", code));
    return names.size === 1 && areKnown && codes.includes("government_website");
  });
  return found.length > 1 && found.length === entries.length ? [`${at}/entries`] : found;
}

