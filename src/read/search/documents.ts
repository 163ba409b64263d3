import type pg from 'pg';
import { decodeEvent } from '../../domain/decode-event.js';
import { AMENDED, amend, REGISTERED, type PolicyHeader, type Skeleton } from '../../domain/policy-event.js';
import { developmentWords, headerWords, rulingWords, tokensOf } from '../../domain/search-text.js';
import { contentSql } from '../../event-store/read.js';
import { standIn } from '../../domain/redaction.js';
import { policyOf } from '../../domain/stream.js';
import type { StoredEvent } from '../../event-store/event.js';

/** A text that can be found from a position on. */
export interface Document {
  policyId: string;
  source: string;
  knownFrom: number;
  knownTo: number | null;
  text: string;
}

/** The new documents of an event, and the source whose documents it closes. */
export interface DocumentChange {
  closes: string | null;
  opens: Document | null;
}

/** Longest text of one row, in characters, and the overlap with the next part. */
const PART = 20_000;
const OVERLAP = 200;

/** @param tx for reading the header that an amendment changes */
export async function documentChange(event: StoredEvent, tx: pg.ClientBase): Promise<DocumentChange> {
  const decoded = decodeEvent(event);
  const policyId = policyOf(event.stream);
  const document = (source: string, text: string): Document => ({
    policyId,
    source,
    knownFrom: event.position,
    knownTo: null,
    text,
  });
  if (decoded.type === 'registered')
    return { closes: null, opens: document(policyId, headerWords(decoded.header)) };
  if (decoded.type === 'amended')
    return { closes: policyId, opens: document(policyId, headerWords(await headerAt(event, tx))) };
  if (decoded.type === 'ruling')
    return { closes: null, opens: document(decoded.eventId, rulingWords(decoded)) };
  if (decoded.type === 'redaction') return { closes: null, opens: null };
  if (decoded.type === 'retraction') return { closes: decoded.data.retracts, opens: null };
  return {
    closes: decoded.data.corrects ?? null,
    opens: document(decoded.eventId, developmentWords(decoded)),
  };
}

/** The rows of a document: its parts, each with its tokens in the form of a tsvector. */
export function rowsOf({ text, ...document }: Document): (Document & { part: number; tokens: string })[] {
  const rows: (Document & { part: number; tokens: string })[] = [];
  for (
    let start = 0, part = 0;
    part === 0 || start + OVERLAP < text.length;
    part += 1, start += PART - OVERLAP
  ) {
    const piece = text.slice(start, start + PART).replaceAll('\0', ' ');
    // Tokens are letters, marks and digits, so nothing has to be escaped.
    const tokens = [...tokensOf(piece)].map((token) => `'${token}'`).join(' ');
    rows.push({ ...document, part, text: Buffer.from(piece).toString(), tokens });
  }
  return rows;
}

async function headerAt({ stream, version }: StoredEvent, tx: pg.ClientBase): Promise<PolicyHeader> {
  const { rows } = await tx.query<{ payload: string; redactedAt: number | null }>(
    `SELECT kind, ${contentSql('events')} FROM log.events
     WHERE events.stream = $1 AND events.version <= $2 AND events.kind = ANY ($3) ORDER BY events.version`,
    [stream, version, [REGISTERED, AMENDED]],
  );
  const [first, ...changes] = rows.map(({ payload, redactedAt }): PolicyHeader => {
    const content: unknown = JSON.parse(payload);
    return (redactedAt === null ? content : standIn(content as Skeleton, redactedAt)) as PolicyHeader;
  });
  if (!first) throw new Error(`${stream} has no registration in its stream`);
  return changes.reduce((header, change) => amend(header, change), first);
}
