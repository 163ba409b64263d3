/** What others call a policy or a source. */
export interface Identifier {
  /** Who numbers it: eli, ecli, celex, law-number, wikidata, doi, url or another. */
  scheme: string;
  value: string;
}

/** `eli:http://…` as parameters name one: the scheme ends at the first colon. */
export const IDENTIFIER_TEXT = /^([a-z][a-z0-9-]{0,39}):(.+)$/;

/** As an identifier stands in the JSON text of a header. No other text of a header can hold it: quotes in texts are escaped. */
export function storedText(identifier: string): string {
  const [, scheme, value] = IDENTIFIER_TEXT.exec(identifier) ?? [];
  return JSON.stringify({ scheme, value });
}

const ADDRESSES: Readonly<Record<string, (value: string) => string>> = {
  celex: (value) => `http://publications.europa.eu/resource/celex/${encodeURIComponent(value)}`,
  doi: (value) => `https://doi.org/${encodeURI(value)}`,
  ecli: (value) => `https://e-justice.europa.eu/ecli/${value}`,
  // An ELI is an HTTP URI itself (Council conclusions 2012/C 325/02).
  eli: (value) => value,
  url: (value) => value,
  wikidata: (value) => `http://www.wikidata.org/entity/${value}`,
};

/** The IRI of the same thing elsewhere; undefined for schemes that have none. */
export function iriOf({ scheme, value }: Identifier): string | undefined {
  const address = Object.hasOwn(ADDRESSES, scheme) ? ADDRESSES[scheme]?.(value) : undefined;
  return address !== undefined && /^https?:\/\/\S+$/.test(address) ? address : undefined;
}
