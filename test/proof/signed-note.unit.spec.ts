import { createPublicKey } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  openNote,
  readVerifier,
  signerOf,
  signNote,
  verifierText,
} from '../../src/proof/signing/signed-note.js';
import { readTreeHead, treeHeadText } from '../../src/proof/signing/tree-head.js';

/** Published examples: that of the Go package where the format comes from, and one signed with a test key. */
const PUBLISHED = [
  {
    key: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    note: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n",
  },
  {
    key: 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
    note: 'This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n',
  },
];

describe('A signed note', () => {
  it.each(PUBLISHED)('that others published is opened with $key', ({ key, note }) => {
    const verifier = readVerifier(key);
    expect(verifierText(verifier)).toBe(key);
    expect(openNote(note, verifier)).toBe(note.slice(0, note.lastIndexOf('\n\n') + 1));
  });

  it.each(PUBLISHED)('is refused once a letter is another ($key)', ({ key, note }) => {
    const verifier = readVerifier(key);
    for (const changed of [note.replace(/[a-z]/, 'X'), note.replace('\n\n', '\n'), note.trimEnd()])
      expect(() => openNote(changed, verifier)).toThrow();
    const [first, second] = PUBLISHED.map((each) => readVerifier(each.key));
    const other = verifier.name === first?.name ? second : first;
    if (other) expect(() => openNote(note, other)).toThrow(/no signature of the key/);
  });

  it('of ours is opened again, also beside the signature of somebody else', () => {
    const signer = signerOf('example.org/log', Buffer.alloc(32, 7));
    const note = signNote('a\nb\n', signer);
    expect(openNote(note, signer)).toBe('a\nb\n');
    const [peter] = PUBLISHED;
    const line = peter?.note.split('\n').at(-2) ?? '';
    expect(openNote(note.replace(/\n\u2014/, `\n${line}\n\u2014`), signer)).toBe('a\nb\n');
  });

  it('has the form of a checkpoint: origin, size, root, streams', () => {
    const head = {
      origin: 'example.org/log',
      size: 20852163,
      root: Buffer.alloc(32, 1),
      streams: Buffer.alloc(32, 2),
    };
    const text = treeHeadText(head);
    expect(text.split('\n').slice(0, 2)).toEqual(['example.org/log', '20852163']);
    expect(readTreeHead(text)).toEqual(head);
    for (const wrong of [
      text.replace('2085', '02085'),
      text.replace('streams ', ''),
      text.slice(0, -3),
      `${text}x\n`,
    ])
      expect(() => readTreeHead(wrong)).toThrow();
  });

  it.each([
    '',
    'a+00000000+AA==',
    'a b+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    'x+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  ])('is not checked with something that is no key: %s', (text) => {
    expect(() => readVerifier(text)).toThrow();
  });
});

/** The parser of checkpoints that Sigstore wrote for its own logs; npm brings it along. */
interface Sigstore {
  verifyCheckpoint: (
    entry: object,
    logs: object[],
  ) => { origin: string; logSize: bigint; logHash: Buffer; rest: string[] };
}
function sigstore(): Sigstore | null {
  const { npm_execpath: npm } = process.env;
  try {
    const load = createRequire(npm ?? '');
    const folder = dirname(load.resolve('@sigstore/verify'));
    return load(join(folder, 'tlog/checkpoint.js')) as Sigstore;
  } catch {
    return null; // not started by npm, or by one that is packed otherwise
  }
}
const independent = sigstore();

(independent ? describe : describe.skip)('A checkpoint is read by an independent parser (Sigstore)', () => {
  const signer = signerOf('example.org/log', Buffer.alloc(32, 7));
  const head = { origin: signer.name, size: 57, root: Buffer.alloc(32, 1), streams: Buffer.alloc(32, 2) };
  const note = signNote(treeHeadText(head), signer);
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), signer.publicKey]);
  const log = {
    logID: Buffer.from(verifierText(signer).split('+')[1] ?? '', 'hex'),
    baseURL: `https://${signer.name}`,
    publicKey: createPublicKey({ key: spki, format: 'der', type: 'spki' }),
  };
  const read = (envelope: string) =>
    independent?.verifyCheckpoint({ inclusionProof: { checkpoint: { envelope } } }, [log]);

  it('which accepts the signature and finds origin, size, root and the extension line', () => {
    expect(read(note)).toMatchObject({
      origin: head.origin,
      logSize: 57n,
      logHash: head.root,
      rest: [`streams ${head.streams.toString('base64')}`],
    });
  });

  it('which refuses it once a byte is another', () => {
    for (const changed of [note.replace('57', '58'), note.replace('streams A', 'streams B')])
      expect(() => read(changed)).toThrow(/invalid checkpoint signature/);
  });
});
