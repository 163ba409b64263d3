import type pg from 'pg';
import { LogReader } from '../event-store/read.js';
import { lastCheckpoint } from './store/checkpoints.js';
import { lastVerification, type Verification } from './verify/verifications.js';

/** How far the log is, and how far it is proved. */
export interface LogStatus {
  head: number;
  origin: string;
  checkpoint: { size: number; madeAt: string } | null;
  verification: Verification | null;
}

export async function logStatus(
  pool: pg.Pool,
  { number, origin }: { number: number; origin: string },
): Promise<LogStatus> {
  const { position: head } = await new LogReader(pool).head();
  const checkpoint = await lastCheckpoint(pool, number);
  return {
    head,
    origin,
    checkpoint: checkpoint && { size: checkpoint.size, madeAt: checkpoint.madeAt },
    verification: await lastVerification(pool),
  };
}
