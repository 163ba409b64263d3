import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { amend, type AmendmentBody } from '../api/changes.js';
import type { State } from '../api/client.js';
import { stateQuery } from '../api/queries.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { isUnknownPolicy, UnknownPolicy } from '../policy/unknown-policy.js';
import { Section } from '../parts/section.js';
import { inLanguage, useLanguage } from '../words/language.js';
import { BackToPolicy } from './back-to-policy.js';
import { Closing } from './closing.js';
import { OldAgainstNew } from './old-against-new.js';
import { amendmentOf, identifierText, policyDraftOf, policyFieldName } from './policy-draft.js';
import { PolicyFields } from './policy-fields.js';
import { errorsByPointer } from './use-change.js';
import { useLeaveGuard } from './use-leave-guard.js';
import { usePolicyChange } from './use-policy-change.js';
import { WithKey } from './with-key.js';

/** Amends the header of a policy; earlier knowledge keeps the old one. */
export function AmendPage() {
  const { policyId } = useParams({ from: '/policies/$policyId/amend' });
  const { language, words } = useLanguage();
  const policy = useQuery(stateQuery(policyId, {}));
  if (isUnknownPolicy(policy.error)) return <UnknownPolicy policyId={policyId} basis={{}} />;
  const title = policy.data ? inLanguage(language, policy.data.title, policy.data.titles) : policyId;
  return (
    <Page title={words.amendTitle(title)} actions={<BackToPolicy policyId={policyId} />}>
      <WithKey>
        <Loaded query={policy}>{(state) => <AmendForm policy={state} />}</Loaded>
      </WithKey>
    </Page>
  );
}

function AmendForm({ policy }: { policy: State }) {
  const { words } = useLanguage();
  const [seen] = useState(policy);
  const [draft, setDraft] = useState(() => policyDraftOf(policy));
  const { old, body } = amendmentOf(seen, draft);
  const unchanged = Object.keys(body).length === 0;
  const { question, release } = useLeaveGuard(!unchanged);
  const { closing, submit, problem } = usePolicyChange(
    policy,
    body,
    (guards) => amend(policy.policyId, body, guards),
    release,
  );
  return (
    <form
      className="halves"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {question}
      <div className="form card">
        <p className="quiet">{words.amendHelp}</p>
        <PolicyFields draft={draft} change={setDraft} errors={errorsByPointer(problem, words)} />
        <Closing
          {...closing}
          label={words.submitAmendment}
          disabled={unchanged}
          nameOf={(pointer) => policyFieldName(pointer, words)}
        />
      </div>
      <Section title={words.oldAgainstNew}>
        {unchanged ? (
          <p className="quiet">{words.unchanged}</p>
        ) : (
          <OldAgainstNew
            old={given(old)}
            young={given(body)}
            nameOf={(member) => policyFieldName(`/${member}`, words)}
          />
        )}
      </Section>
    </form>
  );
}

/** The members to show: those that are given. */
const given = ({ identifiers, ...members }: AmendmentBody): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries({ ...members, identifiers: identifiers?.map(identifierText) }).filter(
      ([, value]) => value !== null && value !== undefined,
    ),
  );
