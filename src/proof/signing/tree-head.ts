import { HASH_BYTES } from '../merkle/hashing.js';

/** The content of a checkpoint (https://c2sp.org/tlog-checkpoint). */
export interface TreeHead {
  /** The name of the log and of its key. */
  origin: string;
  /** Number of events. */
  size: number;
  /** The root of the tree of their leaves. */
  root: Buffer;
  /** The root of the map of streams at that size. */
  streams: Buffer;
}

/** The note text of a checkpoint: origin, size, root, and one extension line for the map of streams. */
export function treeHeadText({ origin, size, root, streams }: TreeHead): string {
  return `${origin}\n${size}\n${root.toString('base64')}\nstreams ${streams.toString('base64')}\n`;
}

/** @throws Error that names the mistake in the text */
export function readTreeHead(text: string): TreeHead {
  const [origin = '', size = '', root = '', extension = '', ...rest] = text.split('\n');
  const streams = /^streams (\S+)$/.exec(extension)?.[1] ?? '';
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || origin === '' || rest.join('') !== '')
    throw new Error('the text is no checkpoint: origin, size, root, streams');
  return { origin, size: Number(size), root: hashIn(root), streams: hashIn(streams) };
}

function hashIn(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== HASH_BYTES || bytes.toString('base64') !== text)
    throw new Error('a hash of the checkpoint is not 32 bytes in base64');
  return bytes;
}
