import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from '../../generated/prisma/client.js';
import type { ApiKey } from '../../generated/prisma/client.js';
import { systemClock } from '../../settings/system-clock.js';
import { KeyStore, type KeyToAdd, type StoredKey } from './key-store.js';
import { isRole } from './roles.js';

/** Keys in the table access.api_keys. */
export class PrismaKeyStore extends KeyStore {
  private readonly prisma: PrismaClient;

  /** @param pool a pool that can write; its owner ends it */
  constructor(pool: pg.Pool) {
    super();
    this.prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  }

  async add({ hash, ...key }: KeyToAdd): Promise<boolean> {
    const data = { ...key, hash: Uint8Array.from(hash) };
    const { count } = await this.prisma.apiKey.createMany({ data, skipDuplicates: true });
    return count === 1;
  }

  async find(id: string): Promise<StoredKey | undefined> {
    const row = await this.prisma.apiKey.findUnique({ where: { id } });
    return row ? keyOf(row) : undefined;
  }

  async list(): Promise<StoredKey[]> {
    const rows = await this.prisma.apiKey.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
    return rows.map(keyOf);
  }

  async revoke(id: string): Promise<boolean> {
    const revoked = await this.prisma.apiKey.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: systemClock() },
    });
    return revoked.count === 1 || (await this.prisma.apiKey.count({ where: { id } })) === 1;
  }

  async replaceHash(id: string, hash: Uint8Array): Promise<boolean> {
    const { count } = await this.prisma.apiKey.updateMany({
      where: { id, revokedAt: null },
      data: { hash: Uint8Array.from(hash) },
    });
    return count === 1;
  }

  async markUsed(id: string): Promise<void> {
    await this.prisma.apiKey.updateMany({ where: { id }, data: { lastUsedAt: systemClock() } });
  }
}

function keyOf({
  id,
  role,
  note,
  hash,
  createdAt,
  revokedAt,
  createdBy,
  lastUsedAt,
  expiresAt,
}: ApiKey): StoredKey {
  if (!isRole(role))
    throw new Error(`The API key ${id} has the role ${role}, which this version does not know`);
  return {
    id,
    role,
    note,
    hash,
    createdAt: createdAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
    createdBy,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}
