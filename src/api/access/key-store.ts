import type { Role } from './roles.js';

/** A stored API key, with the SHA-256 of the secret only. Instants are RFC 3339 UTC text. */
export interface StoredKey {
  id: string;
  role: Role;
  note: string;
  hash: Uint8Array;
  createdAt: string;
  revokedAt: string | null;
  /** The actor who created it; null: created at the first start, or before this was stored. */
  createdBy: string | null;
  /** Null: never used, or not since this is stored. */
  lastUsedAt: string | null;
  /** From when on it is refused; null: never. */
  expiresAt: string | null;
}

/** The members of a new key. */
export type KeyToAdd = Pick<StoredKey, 'id' | 'role' | 'note' | 'hash' | 'createdBy' | 'expiresAt'>;

/** Stores API keys. An abstract class, so that it is its own token for dependency injection. */
export abstract class KeyStore {
  /** False, without a change, if the id exists; this decides between two processes at their first start. */
  abstract add(key: KeyToAdd): Promise<boolean>;
  abstract find(id: string): Promise<StoredKey | undefined>;
  /** All keys, including revoked ones, oldest first. */
  abstract list(): Promise<StoredKey[]>;
  /** False if no key has the id. A second revocation keeps the time of the first. */
  abstract revoke(id: string): Promise<boolean>;
  /** Replaces the secret of a key; the old one is void. False, without a change, if no key has the id or it was revoked. */
  abstract replaceHash(id: string, hash: Uint8Array): Promise<boolean>;
  /** Stores that a key was used now; no effect if no key has the id. */
  abstract markUsed(id: string): Promise<void>;
}
