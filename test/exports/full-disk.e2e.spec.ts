import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { call, ended, startExport, startExporting } from './exporting.js';

const dataDir = mkdtempSync(join(tmpdir(), 'export-full-'));
const folder = join(dataDir, 'exports');
mkdirSync(folder);

/** Mounts a file system of this many KiB in memory as the folder of exports; reports why if that is not possible here. */
function mount(kib: number, remount = false): string | null {
  const options = `${remount ? 'remount,' : ''}size=${kib}k`;
  const { status, stderr, error } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  return status === 0 ? null : (error?.message ?? String(stderr));
}

const why = mount(16);
if (why !== null) console.warn(`The test of a full disk is left out: ${why}`);
afterAll(() => {
  if (why === null) spawnSync('umount', [folder]);
  rmSync(dataDir, { recursive: true });
});

(why === null ? it : it.skip)(
  'a disk that is really full: the job says so, no part of the file stays, and recording goes on',
  async () => {
    const app = await startExporting({ DATA_DIR: dataDir });
    try {
      const wish = { what: 'facts', format: 'ndjson' };
      const record = async (effective: string) => {
        const answer = await call(app, 'POST', '/v1/policies/jp-us-patriot-transfer/developments', {
          ...{ kind: 'verified', effective, payload: {} },
          sources: [{ title: 'Checked' }],
        });
        expect(answer.status).toBe(201);
      };
      const { id } = await startExport(app, wish);
      await record('2025-01-01');
      const job = await ended(app, id);
      expect(job).toMatchObject({ state: 'failed', problem: { slug: 'storage-full' } });
      expect(job.file).toBeUndefined();
      expect(readdirSync(folder)).toEqual([]);
      expect((await call(app, 'GET', `/v1/exports/${id}/file`)).status).toBe(409);
      await record('2025-01-02');

      expect(mount(16_384, true)).toBeNull();
      const next = await ended(app, (await startExport(app, wish)).id);
      expect(next.state).toBe('succeeded');
      expect(next.file?.bytes).toBeGreaterThan(16 * 1024);
      expect(readdirSync(folder)).toEqual([`${next.id}.ndjson`]);
    } finally {
      await app.stop();
    }
  },
);
