import type { Pools } from '../database/connect.js';
import { privilegesOf, type Privileges } from '../database/privileges.js';
import { LogReader } from '../event-store/read.js';
import { lastCheckpoint } from './store/checkpoints.js';
import { lastVerification, type Verification } from './verify/verifications.js';

/** How far the log is, and how far it is proved. */
export interface LogStatus {
  head: number;
  origin: string;
  checkpoint: { size: number; madeAt: string } | null;
  verification: Verification | null;
  privileges: Privileges;
}

export async function logStatus(
  pools: Pick<Pools, 'read' | 'write'>,
  { number, origin }: { number: number; origin: string },
): Promise<LogStatus> {
  const { position: head } = await new LogReader(pools.read).head();
  const checkpoint = await lastCheckpoint(pools.read, number);
  return {
    head,
    origin,
    checkpoint: checkpoint && { size: checkpoint.size, madeAt: checkpoint.madeAt },
    verification: await lastVerification(pools.read),
    privileges: await privilegesOf(pools),
  };
}
