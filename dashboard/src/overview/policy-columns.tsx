import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { PolicyItem } from '../api/client.js';
import { KindName } from '../parts/kind-name.js';
import { Area, Jurisdictions } from '../labels/labelled.js';
import { PeriodText } from '../parts/period.js';
import { StatusChip } from '../parts/status-chip.js';
import { useBasis } from '../time/use-basis.js';
import { inLanguage, useLanguage } from '../words/language.js';
import type { ColumnId } from './sorting.js';

/** The columns that a reader may choose; headers are `words[id]`. */
export const CELLS: Readonly<Record<ColumnId, (policy: PolicyItem) => ReactNode>> = {
  title: (policy) => <Title policy={policy} />,
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

function Title({ policy: { policyId, title, titles } }: { policy: PolicyItem }) {
  const { language } = useLanguage();
  const { carried } = useBasis();
  return (
    <Link to="/policies/$policyId" params={{ policyId }} search={carried}>
      {inLanguage(language, title, titles)}
    </Link>
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
