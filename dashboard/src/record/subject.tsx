import type { Development, State } from '../api/client.js';
import { KindName } from '../parts/kind-name.js';
import { PeriodText } from '../parts/period.js';
import { inLanguage, useLanguage } from '../words/language.js';
import { BackToPolicy } from './back-to-policy.js';

/** The development and policy that a correction or retraction is about, and a link back. */
export function Subject({ item, policy }: { item: Development; policy: State }) {
  const { language, words } = useLanguage();
  return (
    <p className="subject">
      <span>
        <strong>
          <KindName kind={item.kind} />
        </strong>
        {', '}
        <PeriodText period={item.effective} />
        {' · '}
        {words.ofPolicy(inLanguage(language, policy.title, policy.titles))}
      </span>
      <BackToPolicy policyId={policy.policyId} />
    </p>
  );
}
