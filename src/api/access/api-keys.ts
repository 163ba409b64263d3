import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { DomainProblem } from '../../domain/problem.js';
import { systemClock } from '../../settings/system-clock.js';
import type { Caller } from './caller.js';
import { KeyStore, type StoredKey } from './key-store.js';

/** How long another process may still accept a revoked key, in milliseconds. */
const KEY_CACHE_MS = 3000;
const CACHED_KEYS = 10_000;
/** Shortest time between two writes of a key's last use, in milliseconds. */
const USE_KEPT_MS = 60_000;

const FIRST_ADMIN = 'first-admin';

/** Why a token has no owner. */
export type Refusal = 'unknown' | 'revoked' | 'expired';

/** The admin key of the environment, if set. */
export class AdminKey {
  constructor(readonly token: string | undefined) {}
}

/** Creates, finds, rotates and revokes API keys; a look-up is cached for KEY_CACHE_MS, so that most requests need no query. */
@Injectable()
export class ApiKeys {
  private readonly adminHash: Buffer | undefined;
  private readonly cache = new LRUCache<string, { key: StoredKey | undefined }>({
    max: CACHED_KEYS,
    ttl: KEY_CACHE_MS,
  });

  /** Keys whose use was written within USE_KEPT_MS. */
  private readonly usesKept = new LRUCache<string, true>({ max: CACHED_KEYS, ttl: USE_KEPT_MS });

  constructor(
    private readonly store: KeyStore,
    admin: AdminKey,
  ) {
    this.adminHash = admin.token === undefined ? undefined : hashOf(admin.token);
  }

  /**
   * The owner of a token, or why it is refused; only a caller with its secret learns that a key was revoked or has expired.
   * @param now compared with the end of the key
   */
  async identify(token: string, now = systemClock()): Promise<Caller | Refusal> {
    if (this.adminHash && matches(token, this.adminHash)) return { actor: 'key:admin', role: 'admin' };
    const id = keyIdOf(token);
    const key = id === undefined ? undefined : await this.find(id);
    if (!key || !matches(token, key.hash)) return 'unknown';
    if (key.revokedAt !== null) return 'revoked';
    if (hasExpired(key, now)) return 'expired';
    this.keepUse(key.id);
    return { actor: `key:${key.id}`, role: key.role };
  }

  /**
   * @param createdBy the actor who creates it
   * @returns the token, which is shown only once
   */
  async create(
    key: Pick<StoredKey, 'role' | 'note' | 'expiresAt'>,
    createdBy: string,
  ): Promise<{ id: string; token: string }> {
    for (;;) {
      const id = newKeyId();
      const token = newToken(id);
      if (await this.store.add({ ...key, id, hash: hashOf(token), createdBy })) return { id, token };
    }
  }

  /** All keys, including revoked ones, oldest first. */
  list(): Promise<StoredKey[]> {
    return this.store.list();
  }

  /**
   * Gives a key a new secret. Its id stays, so the log keeps naming the same actor. The old secret is refused at once in this
   * process, and within KEY_CACHE_MS in others.
   *
   * @returns the key and its token, which is shown only once
   * @throws DomainProblem `key-not-known`, `key-revoked`, `key-expired`
   */
  async rotate(id: string): Promise<{ key: StoredKey; token: string }> {
    const before = await this.store.find(id);
    if (before && before.revokedAt === null && hasExpired(before, systemClock()))
      throw new DomainProblem('key-expired', `The API key ${id} has expired: make a new one`);
    const token = newToken(id);
    const replaced = await this.store.replaceHash(id, hashOf(token));
    this.cache.delete(id);
    const key = await this.store.find(id);
    if (!key) throw new DomainProblem('key-not-known', 'No API key has this id');
    if (!replaced) throw new DomainProblem('key-revoked', `The API key ${id} was revoked: make a new one`);
    return { key, token };
  }

  /** Takes effect at once in this process, within KEY_CACHE_MS in others. False if no key has the id. */
  async revoke(id: string): Promise<boolean> {
    const known = await this.store.revoke(id);
    this.cache.delete(id);
    return known;
  }

  /**
   * Creates the first admin key if the environment gives none. Call it once at start-up.
   * @returns the token to print, once in the life of a database; undefined if there is nothing to print
   */
  async firstAdmin(): Promise<string | undefined> {
    if (this.adminHash) return undefined;
    const token = newToken(FIRST_ADMIN);
    const note = 'made at the first start';
    return (await this.store.add({
      ...{ id: FIRST_ADMIN, role: 'admin', note, hash: hashOf(token) },
      ...{ createdBy: null, expiresAt: null },
    }))
      ? token
      : undefined;
  }

  /** Not awaited, so that no request waits for it or fails because of it; a lost write is followed by others. */
  private keepUse(id: string): void {
    if (this.usesKept.has(id)) return;
    this.usesKept.set(id, true);
    this.store.markUsed(id).catch(() => this.usesKept.delete(id));
  }

  private async find(id: string): Promise<StoredKey | undefined> {
    const cached = this.cache.get(id);
    if (cached) return cached.key;
    const key = await this.store.find(id);
    this.cache.set(id, { key });
    return key;
  }
}

const hasExpired = ({ expiresAt }: StoredKey, now: Date): boolean =>
  expiresAt !== null && Date.parse(expiresAt) <= now.getTime();

const TOKEN = /^pt_([a-z0-9-]{1,40})_([A-Za-z0-9_-]{43})$/;
const ID_ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** 60 random bits: an id is public and only has to be unique. */
function newKeyId(): string {
  return Array.from(randomBytes(12), (byte) => ID_ALPHABET[byte % ID_ALPHABET.length]).join('');
}

/** A new secret for a key: 32 random bytes as base64url, after a prefix that secret scanners can recognise. */
function newToken(id: string): string {
  return `pt_${id}_${randomBytes(32).toString('base64url')}`;
}

/** The id inside a token; undefined for other text. */
function keyIdOf(token: string): string | undefined {
  return TOKEN.exec(token)?.[1];
}

/** SHA-256. A slow hash would protect guessable passwords; 256 random bits cannot be guessed. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Compares in constant time, for tokens of any length. */
function matches(token: string, hash: Uint8Array): boolean {
  const given = hashOf(token);
  return given.length === hash.length && timingSafeEqual(given, hash);
}
