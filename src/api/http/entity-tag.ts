import { hash } from 'node:crypto';

/** A strong entity tag (RFC 9110, section 8.8.3): equal exactly if the bytes are equal. */
export function entityTag(body: string | Buffer): string {
  return `"${hash('sha256', body, 'base64url')}"`;
}

/** Whether `If-None-Match` names this tag (or `*`); weak comparison, as RFC 9110, section 13.1.2 requires. */
export function isNamed(tag: string, ifNoneMatch: string): boolean {
  return ifNoneMatch.split(',').some((entry) => {
    const candidate = entry.trim();
    return candidate === '*' || candidate === tag || candidate === `W/${tag}`;
  });
}
