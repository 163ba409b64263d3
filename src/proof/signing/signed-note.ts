import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { sha256 } from '../merkle/hashing.js';

/** Signed notes according to https://c2sp.org/signed-note, with Ed25519 keys. */

/** The signature type of Ed25519. */
const ED25519 = 0x01;
/** The prefix of the 32 bytes of a key in its DER encoding (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
/** A key's name: no space, no plus, no control character. */
const NAME = /^[^\s+\p{Cc}]+$/u;

/** A name and an Ed25519 public key, for checking notes. */
export interface Verifier {
  name: string;
  publicKey: Buffer;
}

/** Signs notes; the private key is not accessible. */
export interface Signer extends Verifier {
  sign: (text: string) => Buffer;
}

/** @param seed the 32 bytes of an Ed25519 private key (RFC 8032, section 5.1.5) */
export function signerOf(name: string, seed: Buffer): Signer {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(SPKI.length);
  return { name, publicKey, sign: (text) => sign(null, Buffer.from(text), key) };
}

/** The key in the form that verifiers exchange: `<name>+<key ID in hex>+<base64 of type and key>`. */
export function verifierText({ name, publicKey }: Verifier): string {
  const typed = Buffer.concat([Buffer.of(ED25519), publicKey]);
  return `${name}+${keyId({ name, publicKey }).toString('hex')}+${typed.toString('base64')}`;
}

/** @throws Error that names the mistake in the text */
export function readVerifier(text: string): Verifier {
  const [, name, id, encoded] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text.trim()) ?? [];
  if (name === undefined || encoded === undefined || !NAME.test(name))
    throw new Error('it is no verifier key: <name>+<8 hexadecimal digits>+<base64>');
  const typed = Buffer.from(encoded, 'base64');
  if (typed.length !== 33 || typed[0] !== ED25519) throw new Error('the key is no Ed25519 key');
  const verifier = { name, publicKey: typed.subarray(1) };
  if (keyId(verifier).toString('hex') !== id) throw new Error('name, key ID and key do not belong together');
  return verifier;
}

/**
 * The note: text, a blank line, the signature.
 * @param text must end with a newline, and contain no control characters except newlines
 */
export function signNote(text: string, signer: Signer): string {
  const signature = Buffer.concat([keyId(signer), signer.sign(text)]);
  return `${text}\n\u2014 ${signer.name} ${signature.toString('base64')}\n`;
}

/**
 * The text of a note after its signature was verified. Signatures of other keys are ignored.
 * @throws Error that names the mistake
 */
export function openNote(note: string, verifier: Verifier): string {
  const end = note.lastIndexOf('\n\n') + 1;
  if (end === 0 || !note.endsWith('\n'))
    throw new Error('it is no signed note: text, blank line, signatures');
  const text = note.slice(0, end);
  const lines = note.slice(end + 1, -1).split('\n');
  for (const line of lines) {
    const [, name, encoded] = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/]+=*)$/.exec(line) ?? [];
    if (encoded === undefined) throw new Error('a signature line of the note is malformed');
    const signature = Buffer.from(encoded, 'base64');
    if (name !== verifier.name || !signature.subarray(0, 4).equals(keyId(verifier))) continue;
    if (!verify(null, Buffer.from(text), publicKeyOf(verifier), signature.subarray(4)))
      throw new Error('the signature of the note is not right');
    return text;
  }
  throw new Error(`the note has no signature of the key ${verifierText(verifier)}`);
}

function publicKeyOf({ publicKey }: Verifier): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' });
}

function keyId({ name, publicKey }: Verifier): Buffer {
  return sha256(Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(ED25519), publicKey])).subarray(0, 4);
}
