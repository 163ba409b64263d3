import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { warning, type Finding } from './finding.js';

const OLDEST_NODE = [20, 19];
const GB = 1e9;
/** Less free space than this, and an export or the embedded server's write-ahead log may fill the disk. */
const LITTLE_BYTES = 2 * GB;
const NONE_BYTES = 0.2 * GB;

/** Whether this Node is supported. */
export function nodeVersion(): string | Omit<Finding, 'check'> {
  const { node } = process.versions;
  const [major = 0, minor = 0] = node.split('.').map(Number);
  const [oldest = 0, least = 0] = OLDEST_NODE;
  if (major < oldest || (major === oldest && minor < least))
    return { state: 'failed', detail: `Node is ${node}: use ${OLDEST_NODE.join('.')} or later` };
  return `Node ${node}`;
}

/** Whether files can be written to the folder, and how much space is left there. */
export function diskOf(dataDir: string): string | Omit<Finding, 'check'> {
  let folder = resolve(dataDir);
  // It is made by the first start; until then its place counts.
  while (!existsSync(folder)) folder = dirname(folder);
  accessSync(folder, constants.W_OK);
  const { bavail, bsize, ffree, files } = statfsSync(folder);
  const free = bavail * bsize;
  const detail = `${(free / GB).toFixed(1)} GB are free for ${dataDir}`;
  if (free < NONE_BYTES || (files > 0 && ffree < 1000))
    return { state: 'failed', detail: `${detail}: nothing can be written soon; make room` };
  return free < LITTLE_BYTES ? warning(`${detail}: make room`) : detail;
}
