import type { Identifier } from '../identifier.js';
import { linkedContext } from './context.js';
import { identifierNodes } from './development-node.js';

/** A state as answers show it, as far as linked data tells it. */
export interface LinkedState {
  policyId: string;
  title: string;
  titles?: Readonly<Record<string, string>>;
  jurisdictions: readonly string[];
  area: string;
  timeZone?: string;
  description?: string;
  identifiers?: readonly Identifier[];
  basis: { asOf: string; knownAt: string | null; position: number };
  existence: string;
  state: { status?: unknown };
  possible: readonly string[];
  contested: readonly string[];
  redacted?: readonly { field: string; redactedAt: number }[];
  permalink: string;
}

/** A policy on a day as linked data: schema.org's Legislation, and an entity of PROV-O whose pinned state is the alternate. */
export const policyDocument = (s: LinkedState, publicUrl = ''): object => ({
  '@context': linkedContext(publicUrl),
  '@id': `${publicUrl}/v1/policies/${s.policyId}`,
  '@type': ['schema:Legislation', 'prov:Entity'],
  name: s.title,
  names: s.titles,
  description: s.description,
  ...identifierNodes(s.identifiers),
  legislationJurisdiction: s.jurisdictions,
  area: s.area,
  timeZone: s.timeZone,
  asOf: s.basis.asOf,
  generatedAtTime: s.basis.knownAt ?? undefined,
  position: s.basis.position,
  existence: s.existence,
  status: typeof s.state.status === 'string' ? s.state.status : undefined,
  possible: s.possible,
  contested: s.contested,
  redacted: s.redacted,
  state: s.state,
  url: `${publicUrl}/policies/${s.policyId}`,
  alternateOf: `${publicUrl}${s.permalink}`,
});
