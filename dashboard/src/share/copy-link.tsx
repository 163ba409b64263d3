import type { State } from '../api/client.js';
import { CopyButton } from '../parts/copy-button.js';
import { useWords } from '../words/language.js';

/**
 * Copies the address of a page that shows this very answer for ever: the position of the log is in it.
 * @param answered the basis that the service answered on
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
