import { hash } from 'node:crypto';

/** A strong entity tag (RFC 9110, section 8.8.3): equal exactly when the bytes are. */
export function entityTag(body: string | Buffer): string {
  return `"${hash('sha256', body, 'base64url')}"`;
}

/** Whether `If-None-Match` names this tag (or `*`); compared weakly, as RFC 9110, section 13.1.2 wants it. */
export function isNamed(tag: string, ifNoneMatch: string): boolean {
  return ifNoneMatch.split(',').some((entry) => {
    const candidate = entry.trim();
    return candidate === '*' || candidate === tag || candidate === `W/${tag}`;
  });
}
