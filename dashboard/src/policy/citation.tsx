import type { State } from '../api/client.js';
import { CopyButton } from '../parts/copy-button.js';
import { Section } from '../parts/section.js';
import { inLanguage, useLanguage } from '../words/language.js';

/** A sentence to cite this very answer by; its address gives the same answer for ever. */
export function Citation({ policy }: { policy: State }) {
  const { language, words } = useLanguage();
  const { asOf, knownAt } = policy.basis;
  const address = `${window.location.origin}${policy.permalink}`;
  const title = inLanguage(language, policy.title, policy.titles);
  const text = words.cited(title, asOf ?? '', knownAt ?? '', address);
  return (
    <Section title={words.citation} aside={<CopyButton text={text} />}>
      <p className="citation">{text}</p>
      <p>
        <a href={policy.permalink}>{words.permalink}</a>
      </p>
    </Section>
  );
}
