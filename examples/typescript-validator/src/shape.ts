// GK-WEB-010: what the published schemas find.
import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import type { Published } from "./published.js";

const DOCUMENT = "urn:gongkai:schema:1.0:document";

/** The places of a document whose value has another shape than the data model gives it. */
export function shapeFaults(published: Published): (document: unknown) => string[] {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  for (const schema of published.schemas) ajv.addSchema(schema);
  const validate = ajv.getSchema(DOCUMENT);
  if (validate === undefined) throw new Error(`${DOCUMENT} is not among the published schemas`);
  return (document) => {
    validate(document);
    return [...new Set((validate.errors ?? []).filter(isCause).map((error) => error.instancePath))];
  };
}

/** Not the choice around an error, nor that the value is not null either. */
function isCause(error: ErrorObject): boolean {
  return !["if", "anyOf"].includes(error.keyword) && !/\/anyOf\/1\/type$/.test(error.schemaPath);
}
