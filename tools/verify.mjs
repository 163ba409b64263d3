#!/usr/bin/env node
/**
 * Checks the proof of an answer (GET /v1/policies/{id}/proof), offline. Needs Node 20 and this file alone; it shares nothing with
 * the server. What it checks, and what it can't, is written in docs/proof.md.
 *
 *   node verify.mjs proof.json --key KEY [--checkpoint held.txt [--consistency c.json]] [--recompute]
 *
 * KEY is the verifier key of the log, or a file that holds it: get it once, from somebody you trust, and keep it.
 * Exit code 0: all holds. 1: the first thing that does not is named, with a word in brackets. 2: the command is not right.
 */
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

class Fails extends Error {
  constructor(reason, detail) {
    super(detail);
    this.reason = reason;
  }
}
const check = (condition, reason, detail) => {
  if (!condition) throw new Fails(reason, detail);
};

// Hashes (RFC 9162, section 2.1)

const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
const node = (left, right) => sha256(Buffer.of(0x01), left, right);
const hashIn = (text) => {
  const bytes = Buffer.from(String(text), 'base64');
  check(bytes.length === 32 && bytes.toString('base64') === text, 'file', `${text} is no hash in base64`);
  return bytes;
};

/** The root that an inclusion proof leads to (section 2.1.3.2). */
function rootOfInclusion(leaf, index, size, path) {
  let [at, last, hash] = [index, size - 1, leaf];
  for (const beside of path) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      hash = node(beside, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else hash = node(hash, beside);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? hash : null;
}

/** Whether a tree continues an older one (section 2.1.4.2). */
function isConsistent(older, newer, path) {
  if (older.size === newer.size) return path.length === 0 && older.root.equals(newer.root);
  if (older.size === 0) return path.length === 0;
  const isPower = Number.isInteger(Math.log2(older.size));
  const [first, ...rest] = isPower ? [older.root, ...path] : path;
  if (!first) return false;
  let [at, last, oldHash, newHash] = [older.size - 1, newer.size - 1, first, first];
  while (at % 2 === 1) [at, last] = [(at - 1) / 2, Math.floor(last / 2)];
  for (const beside of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      oldHash = node(beside, oldHash);
      newHash = node(beside, newHash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else newHash = node(newHash, beside);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && oldHash.equals(older.root) && newHash.equals(newer.root);
}

// Signed notes and checkpoints (c2sp.org/signed-note, c2sp.org/tlog-checkpoint)

function readKey(text) {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim()) ?? [];
  const typed = Buffer.from(encoded ?? '', 'base64');
  check(
    typed.length === 33 && typed[0] === 1,
    'key',
    'the key given is no Ed25519 verifier key: <name>+<id>+<base64>',
  );
  const keyId = sha256(Buffer.from(`${name}\n`), typed).subarray(0, 4);
  check(keyId.toString('hex') === id, 'key', 'name, id and key of the verifier key do not belong together');
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), typed.subarray(1)]);
  return { name, keyId, key: createPublicKey({ key: der, format: 'der', type: 'spki' }) };
}

function openNote(note, { name, keyId, key }, what) {
  const end = String(note).lastIndexOf('\n\n') + 1;
  check(end > 0, 'signature', `${what} is no signed note`);
  const text = note.slice(0, end);
  for (const line of note.slice(end + 1).split('\n')) {
    const [, by, encoded] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? [];
    const bytes = Buffer.from(encoded ?? '', 'base64');
    if (by !== name || !bytes.subarray(0, 4).equals(keyId)) continue;
    const isRight = verifySignature(null, Buffer.from(text), key, bytes.subarray(4));
    check(isRight, 'signature', `the signature of ${what} is not right`);
    return text;
  }
  throw new Fails('wrong-key', `${what} is not signed with the key given (${name})`);
}

function readCheckpoint(note, key, what) {
  const [origin, size, root, streams, ...rest] = openNote(note, key, what).split('\n');
  const isForm =
    /^(0|[1-9]\d{0,15})$/.test(size ?? '') && streams?.startsWith('streams ') && rest.join('') === '';
  check(isForm && origin === key.name, 'signature', `${what} is no checkpoint of ${key.name}`);
  return { size: Number(size), root: hashIn(root), streams: hashIn(streams.slice(8)), note };
}

// The map of streams

const int8 = (value) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
};
const int4 = (value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const framed = (text) => {
  if (text === null) return int4(-1);
  const bytes = Buffer.from(text);
  return Buffer.concat([int4(bytes.length), bytes]);
};
const bucketOf = (stream) => sha256(Buffer.from(stream)).readUInt16BE(0);

/** The last version and position of the stream by the checkpoint; null: there is no such stream. */
function entryIn({ bucket, entries, hashes }, stream, checkpoint) {
  check(bucket === bucketOf(stream), 'map', 'the map proof is of a bucket that is not that of the policy');
  const hash = [Buffer.of(0x00)];
  entries.forEach((entry, i) => {
    const before = entries[i - 1];
    const ascends = !before || Buffer.compare(Buffer.from(before.stream), Buffer.from(entry.stream)) < 0;
    check(ascends && bucketOf(entry.stream) === bucket, 'map', `${entry.stream} is out of place in the map`);
    hash.push(framed(entry.stream), int8(entry.version), int8(entry.position));
  });
  check(hashes.length === 16, 'map', 'the map proof has not 16 hashes');
  const root = hashes
    .map(hashIn)
    .reduce(
      (below, beside, level) => ((bucket >> level) & 1 ? node(beside, below) : node(below, beside)),
      sha256(...hash),
    );
  check(root.equals(checkpoint.streams), 'map', 'the map of streams is not that of the checkpoint');
  return entries.find((entry) => entry.stream === stream) ?? null;
}

// Events

/** Microseconds since 2000-01-01T00:00:00Z, as eight bytes; null has the lowest number. */
function instant(text) {
  if (text === null) return int8(-(2n ** 63n));
  const [, seconds, micros] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.(\d{6})Z$/.exec(text) ?? [];
  check(seconds !== undefined, 'file', `${text} is no instant with six decimals`);
  const since = Date.parse(`${seconds}Z`) - Date.parse('2000-01-01T00:00:00Z');
  return int8(BigInt(since) * 1000n + BigInt(micros));
}

const leafOf = (event) =>
  sha256(
    Buffer.of(0x00, 0x01),
    int8(event.position),
    instant(event.recordedAt),
    instant(event.ingestedAt),
    int8(event.version),
    int4(event.schemaVersion),
    Buffer.from(event.eventId.replaceAll('-', ''), 'hex'),
    ...[event.stream, event.kind, event.actor, event.correlationId, event.causationId].map(framed),
    hashIn(event.commitment),
  );

function checkEvents(events, stream, checkpoint, position) {
  const erased = [];
  events.forEach((event, i) => {
    const at = `the event at position ${event.position}`;
    check(event.stream === stream, 'other-stream', `${at} is of another stream: ${event.stream}`);
    if (i === 0)
      check(
        event.version === 1,
        'first-missing',
        `the policy's events begin with version ${event.version}, not 1`,
      );
    check(
      event.version === i + 1,
      'order',
      `${at} has version ${event.version}; version ${i + 1} should stand here`,
    );
    const before = events[i - 1];
    check(
      !before || (before.position < event.position && before.recordedAt < event.recordedAt),
      'order',
      `${at} does not come after the one before it`,
    );
    check(
      event.position <= checkpoint.size,
      'inclusion',
      `${at} is beyond the checkpoint (${checkpoint.size} events)`,
    );
    if (event.position <= position) {
      if (event.payload === null && event.salt === null) erased.push(event);
      else {
        const commitment = sha256(
          Buffer.from(String(event.salt), 'base64'),
          Buffer.from(String(event.payload)),
        );
        check(
          commitment.equals(hashIn(event.commitment)),
          'payload',
          `the payload of ${at} is not what was recorded`,
        );
      }
    }
    const leaf = leafOf(event);
    check(leaf.equals(hashIn(event.leafHash)), 'header', `the header of ${at} is not what was recorded`);
    const root = rootOfInclusion(leaf, event.position - 1, checkpoint.size, event.hashes.map(hashIn));
    check(root?.equals(checkpoint.root), 'inclusion', `${at} is not in the log of the checkpoint`);
  });
  checkErased(erased, events);
}

/** A payload may be missing only where the policy's own stream says that it was erased by law. */
function checkErased(erased, events) {
  const said = new Set(
    events
      .filter(({ kind, payload }) => kind === 'redaction' && payload)
      .map(({ payload }) => JSON.parse(payload).eventId),
  );
  for (const { eventId, position } of erased)
    check(
      said.has(eventId),
      'withheld',
      `the payload at position ${position} is withheld, and no redaction says why`,
    );
}

// The answer

function checkAnswer(proof, key, checkpoint) {
  const { question, permalink, answer, statement, events } = proof;
  const { pathname, searchParams } = new URL(permalink, 'http://localhost');
  check(
    pathname === `/v1/policies/${question.policyId}`,
    'question',
    'question and permalink name different policies',
  );
  for (const name of ['asOf', 'position', 'uncertain', 'publishedBy', 'render'])
    check(
      (searchParams.get(name) ?? undefined) ===
        (question[name] === undefined ? undefined : String(question[name])),
      'question',
      `question and permalink differ in ${name}`,
    );
  const known = events.filter(({ position }) => position <= question.position);
  const isAbsent = typeof answer !== 'string';
  if (isAbsent) {
    check(answer.status === 404, 'answer', 'the answer is neither bytes nor a 404');
    check(
      known.length === 0,
      'was-there',
      `the answer says that the policy was not known, but it was: since position ${known[0]?.position}`,
    );
  } else {
    check(
      known.length > 0,
      'not-there',
      'there is an answer, but the policy has no event up to its position',
    );
    const {
      policyId,
      basis,
      fields = {},
      permalink: link,
    } = parsed(answer, 'answer', 'the answer is not JSON');
    check(
      policyId === question.policyId && link === permalink,
      'answer',
      'the answer is one to another question',
    );
    for (const name of ['asOf', 'position', 'uncertain', 'publishedBy'])
      check(
        basis[name] === question[name],
        'answer',
        `the answer rests on another ${name} than the question`,
      );
    const ids = new Set(known.map(({ eventId }) => eventId));
    for (const [path, { because = [] }] of Object.entries(fields))
      for (const id of because)
        check(
          ids.has(id),
          'answer',
          `${path} rests on the event ${id}, which is not among those recorded by then`,
        );
  }
  if (statement === null)
    return 'The log\u2019s key says nothing of the answer\u2019s bytes: use --recompute.';
  const bytes = Buffer.from(isAbsent ? JSON.stringify(answer) : answer);
  const [origin, link, hash, size] = openNote(statement, key, 'the statement about the answer').split('\n');
  check(
    origin === `${key.name}/answer` && link === permalink,
    'question',
    'the signed statement is about another question',
  );
  check(
    hash === sha256(bytes).toString('base64'),
    'answer',
    'the answer is not, byte for byte, the one that was signed',
  );
  check(Number(size) === checkpoint.size, 'answer', 'the signed statement is of a log of another size');
  return `The answer is, byte for byte, what ${key.name} signed for ${permalink}`;
}

/** An event whose payload was erased by law, with what its redaction left in the place of it. */
function standIn(event, events) {
  if (event.payload !== null) return event;
  for (const { kind, payload, position } of events) {
    const said = kind === 'redaction' && payload ? JSON.parse(payload) : {};
    if (said.eventId === event.eventId)
      return { ...event, payload: JSON.stringify(said.skeleton), redactedAt: position };
  }
  return event;
}

/** Makes the answer once more from the proven events, with the domain's rules as this repository builds them (npm run build). */
async function recompute({ question, permalink, answer, events }, rules) {
  const folder =
    rules === undefined ? new URL('../dist/domain/', import.meta.url) : pathToFileURL(`${resolve(rules)}/`);
  const from = (file) => import(new URL(file, folder));
  const [{ foldPolicy }, { rowsOn, statePieces, stateText }] = await Promise.all([
    from('fold.js'),
    from('state.js'),
  ]);
  const { policyId, asOf, position, uncertain, publishedBy = null } = question;
  const known = events.filter((event) => event.position <= position).map((event) => standIn(event, events));
  if (typeof answer !== 'string')
    return 'Without events there is nothing to compute: the policy was not known.';
  const { knownAt } = JSON.parse(answer).basis;
  const isGiven = new URL(permalink, 'http://localhost').searchParams.has('knownAt');
  const basis = {
    position,
    asOf,
    uncertain,
    publishedBy,
    knownAt,
    recordedAt: isGiven ? null : knownAt,
    beyondHead: false,
  };
  const pieces = statePieces(rowsOn(policyId, foldPolicy(known, publishedBy), asOf, uncertain), asOf);
  check(
    stateText(pieces, basis, permalink) === answer,
    'answer',
    'the answer does not follow from the proven events',
  );
  return 'The answer\u2019s bytes follow from the proven events by the rules in dist/domain.';
}

// The command

function parsed(text, reason, detail) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Fails(reason, detail);
  }
}

/** What somebody holds from earlier (or later) against the checkpoint of the proof. */
function checkHeld(held, checkpoint, consistency) {
  const [older, newer] = held.size <= checkpoint.size ? [held, checkpoint] : [checkpoint, held];
  if (older.size === newer.size) {
    check(
      older.note === newer.note || older.root.equals(newer.root),
      'two-roots',
      `two roots were signed for ${older.size} events: keep both files`,
    );
    return 'The checkpoint is the one that you hold.';
  }
  check(
    consistency,
    held === newer ? 'older-checkpoint' : 'no-consistency',
    held === newer
      ? `the checkpoint of the proof (${checkpoint.size} events) is older than the one that you hold (${held.size})`
      : `give --consistency, from /v1/log/consistency?from=${older.size}&to=${newer.size}`,
  );
  check(
    consistency.from === older.size && consistency.to === newer.size,
    'consistency',
    `the consistency proof is from ${consistency.from} to ${consistency.to}, not from ${older.size} to ${newer.size}`,
  );
  check(
    isConsistent(older, newer, consistency.hashes.map(hashIn)),
    'consistency',
    'the log does not continue the one of the checkpoint that you hold',
  );
  return `The log of ${newer.size} events continues that of ${older.size}.`;
}

async function run(file, options) {
  const key = readKey(existsSync(options.key) ? readFileSync(options.key, 'utf8') : options.key);
  const proof = parsed(readFileSync(file, 'utf8'), 'file', 'the file is cut off or no JSON');
  const { format, question, map, events, checkpoint: note, answer } = proof;
  const isWhole =
    question && map && Array.isArray(events) && note && answer !== undefined && 'statement' in proof;
  check(format === 'policy-timeline-proof/1' && isWhole, 'file', 'the file is no policy-timeline-proof/1');
  const said = [];
  const checkpoint = readCheckpoint(note, key, 'the checkpoint');
  said.push(`The checkpoint of ${checkpoint.size} events is signed by ${key.name}.`);
  if (options.checkpoint !== undefined) {
    const held = readCheckpoint(
      readFileSync(options.checkpoint, 'utf8'),
      key,
      'the checkpoint that you hold',
    );
    const consistency =
      options.consistency &&
      parsed(readFileSync(options.consistency, 'utf8'), 'consistency', 'the consistency proof is no JSON');
    said.push(checkHeld(held, checkpoint, consistency));
  }
  check(
    question.position <= checkpoint.size,
    'older-checkpoint',
    `the question is about position ${question.position}, beyond the checkpoint (${checkpoint.size} events)`,
  );
  const stream = `policy:${question.policyId}`;
  const entry = entryIn(map, stream, checkpoint);
  checkEvents(events, stream, checkpoint, question.position);
  const [count, last] = [entry?.version ?? 0, entry?.position ?? 0];
  check(
    events.length === count && (events.at(-1)?.position ?? 0) === last,
    'left-out',
    `the checkpoint knows ${count} events of the policy, the file holds ${events.length}: something was left out`,
  );
  said.push(`These are all ${count} events of ${question.policyId}; each is in the log, unchanged.`);
  said.push(checkAnswer(proof, key, checkpoint));
  if (options.recompute) said.push(await recompute(proof, options.rules));
  return said;
}

const USAGE =
  'node verify.mjs proof.json… --key KEY [--checkpoint held.txt [--consistency c.json]] [--recompute [--rules dist/domain]]';
let given;
try {
  given = parseArgs({
    allowPositionals: true,
    options: {
      key: { type: 'string' },
      checkpoint: { type: 'string' },
      consistency: { type: 'string' },
      recompute: { type: 'boolean' },
      rules: { type: 'string' },
    },
  });
} catch (error) {
  given = { positionals: [], values: {}, error };
}
const { positionals, values } = given;
if (positionals.length === 0 || values.key === undefined) {
  console.error(`${given.error ? `${given.error.message}\n` : ''}${USAGE}`);
  process.exit(2);
}
let file;
try {
  for (file of positionals) {
    if (positionals.length > 1) console.log(`${file}:`);
    for (const line of await run(file, values)) console.log(line);
    console.log('All of it holds.');
  }
} catch (error) {
  // Whatever a forged file makes go wrong is a failure of the file, not of this program.
  console.error(
    `${positionals.length > 1 ? `${file}: ` : ''}It does not hold [${error instanceof Fails ? error.reason : 'file'}]: ${error.message}`,
  );
  process.exitCode = 1;
}
