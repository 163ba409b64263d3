/**
 * A process that makes checkpoints: `sealer.ts <url> <DATA_DIR> <LOG_KEY> <until>`. Each one that it would hand out is a line on stdout,
 * `<size> <root>`. `until`: `stopped`, or where the process kills itself: `signed` (before the checkpoint is stored), `stored` (before it
 * is kept in DATA_DIR and handed out).
 */
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPools } from '../../src/database/connect.js';
import { openProofs } from '../../src/proof/open-proofs.js';
import { readTreeHead } from '../../src/proof/signing/tree-head.js';

const [url = '', DATA_DIR = '', LOG_KEY = '', until = 'stopped'] = process.argv.slice(2);
const proofs = await openProofs({ DATA_DIR, LOG_KEY }, openPools(url, { size: 2 }), () => undefined);
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
if (until === 'stored')
  Object.assign(proofs.sealer, {
    keep: ({ note }: { note: string }) => {
      tell(note.slice(0, note.indexOf('\n\n') + 1));
      return die();
    },
  });

// Otherwise it would go on for ever after a killed test.
const parent = process.ppid;
while (process.ppid === parent) {
  const { note } = await proofs.sealer.newest();
  tell(note.slice(0, note.indexOf('\n\n') + 1));
  await sleep(5);
}
