/**
 * A process that makes checkpoints: `sealer.ts <url> <DATA_DIR> <LOG_KEY> <until>`. Each one that it would hand out is a line on stdout,
 * `<size> <root>`. `until`: `stopped`, or where the process kills itself: `signed` (before the checkpoint is stored), `stored` (before it
 * is kept in DATA_DIR and handed out).
 */
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPools } from '../../src/database/connect.js';
import { LogReader } from '../../src/event-store/read.js';
import { openProofs } from '../../src/proof/open-proofs.js';
import { readTreeHead } from '../../src/proof/signing/tree-head.js';
import type { Checkpoint } from '../../src/proof/store/checkpoints.js';

const [url = '', DATA_DIR = '', LOG_KEY = '', until = 'stopped'] = process.argv.slice(2);
const pools = openPools(url, { size: 2 });
const proofs = await openProofs({ DATA_DIR, LOG_KEY }, pools, () => undefined);
const { signer } = proofs.sealer.signing;
const die = (): never => {
  process.kill(process.pid, 'SIGKILL');
  for (;;); // the signal takes a moment
};
const tell = (text: string) => {
  const { size, root } = readTreeHead(text);
  writeSync(1, `${size} ${root.toString('base64')}\n`);
};
if (until === 'signed' && signer)
  Object.assign(signer, {
    sign: (text: string) => {
      tell(text);
      return die();
    },
  });
if (until === 'stored') {
  const { position: end } = await new LogReader(pools.read).head();
  const keep = proofs.sealer.keep.bind(proofs.sealer);
  Object.assign(proofs.sealer, {
    keep: (checkpoint: Checkpoint) => {
      // A checkpoint from before this process is handed out again until it is old enough for the next one.
      if (checkpoint.size < end) return keep(checkpoint);
      tell(checkpoint.note.slice(0, checkpoint.note.indexOf('\n\n') + 1));
      return die();
    },
  });
}

// Otherwise it would go on for ever after a killed test.
const parent = process.ppid;
while (process.ppid === parent) {
  const { note } = await proofs.sealer.newest();
  tell(note.slice(0, note.indexOf('\n\n') + 1));
  await sleep(5);
}
