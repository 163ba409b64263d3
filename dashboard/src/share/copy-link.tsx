import type { State } from '../api/client.js';
import { CopyButton } from '../parts/copy-button.js';
import { useWords } from '../words/language.js';

/**
 * Copies the permanent address of a page with this answer: it contains the position of the log.
 * @param answered the basis of the answer
 */
export function CopyLink({ answered }: { answered: State['basis'] | undefined }) {
  const words = useWords();
  if (!answered) return null;
  const { asOf, position, publishedBy, uncertain } = answered;
  const address = new URL(window.location.href);
  const pinned = { asOf, position, publishedBy, uncertain: uncertain === 'flag' ? null : uncertain };
  address.searchParams.delete('knownAt');
  address.searchParams.delete('recorded');
  for (const [name, value] of Object.entries(pinned))
    if (value !== null && value !== undefined) address.searchParams.set(name, String(value));
  return <CopyButton text={address.href} label={words.copyLink} />;
}
