import { columnVisibilityFeature, createColumnHelper, tableFeatures } from '@tanstack/react-table';
import { Link } from '@tanstack/react-router';
import type { PolicyItem } from '../api/client.js';
import type { Sort } from '../api/overview-queries.js';
import { KindName } from '../parts/kind-name.js';
import { Area, Jurisdictions } from '../labels/labelled.js';
import { PeriodText } from '../parts/period.js';
import { StatusChip } from '../parts/status-chip.js';
import { useBasis } from '../time/use-basis.js';
import { inLanguage, useLanguage } from '../words/language.js';

export const features = tableFeatures({ columnVisibilityFeature });

const column = createColumnHelper<typeof features, PolicyItem>();

/** The columns a reader may choose from; headers are named by `words[id]`. */
export const columns = column.columns([
  column.accessor('title', {
    id: 'title',
    cell: ({ row }) => <Title policy={row.original} />,
    enableHiding: false,
  }),
  column.accessor(({ state }) => (typeof state['status'] === 'string' ? state['status'] : ''), {
    id: 'status',
    cell: ({ row: { original } }) => (
      <StatusChip
        status={original.state['status']}
        doubtful={original.possible.includes('status')}
        contested={original.contested.includes('status')}
      />
    ),
  }),
  column.accessor('area', { id: 'area', cell: ({ getValue }) => <Area area={getValue()} /> }),
  column.accessor(({ jurisdictions }) => jurisdictions.join(', '), {
    id: 'jurisdiction',
    cell: ({ row }) => <Jurisdictions codes={row.original.jurisdictions} />,
  }),
  column.accessor('existence', { id: 'existence', cell: ({ row }) => <Existence policy={row.original} /> }),
  column.accessor(({ expected }) => expected[0]?.date.earliest ?? '9999', {
    id: 'expectedNext',
    cell: ({ row }) => <Next policy={row.original} />,
  }),
  column.accessor('developments', { id: 'developmentsCount' }),
  column.accessor('policyId', { id: 'id', cell: ({ getValue }) => <code>{getValue()}</code> }),
]);

export const COLUMN_IDS = [
  'title',
  'status',
  'area',
  'jurisdiction',
  'existence',
  'expectedNext',
  'developmentsCount',
  'id',
] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

/** How the service calls the order by a column; it has none for the others. */
export const SORT_OF: Partial<Record<ColumnId, Sort>> = {
  title: 'title',
  status: 'status',
  area: 'area',
  jurisdiction: 'jurisdiction',
  developmentsCount: 'developments',
  id: 'id',
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
