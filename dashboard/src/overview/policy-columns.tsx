import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { PolicyItem } from '../api/client.js';
import { KindName } from '../parts/kind-name.js';
import { Area, Jurisdictions } from '../labels/labelled.js';
import { PeriodText } from '../parts/period.js';
import { StatusChip } from '../parts/status-chip.js';
import { useBasis } from '../time/use-basis.js';
import { inLanguage, useLanguage } from '../words/language.js';
import type { Language } from '../words/translation.js';
import type { ColumnId } from './sorting.js';

/** @param alike another policy has this title, or may have it on a page that is not shown */
type Cell = (policy: PolicyItem, alike: boolean) => ReactNode;

/** The columns that a reader may choose; headers are `words[id]`. */
export const CELLS: Readonly<Record<ColumnId, Cell>> = {
  title: (policy, alike) => <Title policy={policy} alike={alike} />,
  status: ({ state, possible, contested }) => (
    <StatusChip
      status={state['status']}
      doubtful={possible.includes('status')}
      contested={contested.includes('status')}
    />
  ),
  area: ({ area }) => <Area area={area} />,
  jurisdiction: ({ jurisdictions }) => <Jurisdictions codes={jurisdictions} />,
  existence: (policy) => <Existence policy={policy} />,
  expectedNext: (policy) => <Next policy={policy} />,
  developmentsCount: ({ developments }) => developments,
  id: ({ policyId }) => <code>{policyId}</code>,
};

export const SHOWN_AT_FIRST: readonly ColumnId[] = [
  'title',
  'status',
  'area',
  'jurisdiction',
  'expectedNext',
];

export const titleIn = (language: Language, { title, titles }: PolicyItem): string =>
  inLanguage(language, title, titles);

/** With what others call it, and its id, where its title alone does not say which policy it is. */
function Title({ policy, alike }: { policy: PolicyItem; alike: boolean }) {
  const { language } = useLanguage();
  const { carried } = useBasis();
  const { policyId, identifiers = [] } = policy;
  return (
    <>
      <Link to="/policies/$policyId" params={{ policyId }} search={carried}>
        {titleIn(language, policy)}
      </Link>
      {alike && (
        <span className="told-apart">
          <code>{policyId}</code>
          {identifiers.map(({ scheme, value }) => (
            <span key={`${scheme}:${value}`}>{`${scheme} ${value}`}</span>
          ))}
        </span>
      )}
    </>
  );
}

function Existence({ policy: { existence } }: { policy: PolicyItem }) {
  const { words } = useLanguage();
  return words.existences[existence];
}

function Next({ policy: { expected } }: { policy: PolicyItem }) {
  const [first] = expected;
  if (!first) return null;
  return (
    <>
      <KindName kind={first.name} /> <PeriodText period={first.date} />
    </>
  );
}
