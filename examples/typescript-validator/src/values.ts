// Members of a document that may hold anything: what has another shape than expected counts as absent, because the
// rule on shapes reports it and no other rule can tell what it means.

export type Tree = Record<string, unknown>;

/** A value with the JSON pointer of its place. */
export interface Placed {
  at: string;
  value: Tree;
}

export function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export function tree(value: unknown): Tree {
  return isTree(value) ? value : {};
}

/** The texts of a list; none when anything else is among them. */
export function texts(value: unknown): string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string") ? value : [];
}

/** The objects of a list, each with its place. */
export function trees(value: unknown, at: string): Placed[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each, i) => (isTree(each) ? [{ at: `${at}/${i}`, value: each }] : []));
}

/** What two spellings of one word have in common: width, blanks, brackets. */
export function fold(value: string): string {
  return value.normalize("NFKC").replace(/[\s\u200b-\u200f\u2060\ufeff]+/gu, "").replace(/[[{【〔〖]/gu, "(").replace(/[\]}】〕〗]/gu, ")");
}

export function isBlank(value: string | undefined): boolean {
  return value === undefined || fold(value) === "";
}
