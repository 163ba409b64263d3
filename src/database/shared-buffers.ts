import { totalmem } from 'node:os';

const MB = 1024 * 1024;
const PART = 8;
/** PostgreSQL's default. */
const LEAST = 128;
const MOST = 1024;

/**
 * In how much memory the embedded server keeps pages of tables, in MB: an eighth of what the process may use. With PostgreSQL's
 * default, a log of a million events (2 GB) comes from the system's cache again and again. For a server alone a quarter is usual
 * (https://www.postgresql.org/docs/current/runtime-config-resource.html); here the service needs memory, too.
 * @param memory in bytes
 */
export const sharedBuffers = (
  memory = Math.min(totalmem(), process.constrainedMemory() || Infinity),
): number => Math.min(MOST, Math.max(LEAST, Math.floor(memory / MB / PART)));
