import { memo } from 'react';
import type { PolicyItem } from '../api/client.js';
import { sharedTitles } from '../parts/shared-titles.js';
import { useLanguage, useWords } from '../words/language.js';
import { CELLS, SHOWN_AT_FIRST, titleIn } from './policy-columns.js';
import { COLUMN_IDS, SORT_OF, type ColumnId } from './sorting.js';
import { useFilters } from './use-filters.js';

interface PoliciesTableProps {
  items: PolicyItem[];
  /** The order of the service. */
  sort: string;
  /** There are no other pages. */
  whole: boolean;
}

/** A page of policies, in the columns of the page's address. */
export function PoliciesTable({ items, sort, whole }: PoliciesTableProps) {
  const words = useWords();
  const { search, change } = useFilters();
  const shown = search['columns']?.split(',') ?? SHOWN_AT_FIRST;
  const ids = COLUMN_IDS.filter((id) => id === 'title' || shown.includes(id));
  if (items.length === 0) return <p className="quiet">{words.nothingFits}</p>;
  return (
    <>
      <ColumnChoice
        shown={shown}
        change={(columns) => {
          change({ columns });
        }}
      />
      <div className="scrolls" role="region" aria-label={words.policies} tabIndex={0}>
        <table className="grid policies">
          <thead>
            <tr>
              {ids.map((id) => (
                <Header
                  key={id}
                  id={id}
                  sort={sort}
                  change={(next) => {
                    change({ sort: next });
                  }}
                />
              ))}
            </tr>
          </thead>
          <Rows items={items} columns={ids.join(',')} whole={whole} />
        </table>
      </div>
    </>
  );
}

interface RowsProps extends Omit<PoliciesTableProps, 'sort'> {
  /** Ids joined by commas: the same text while the columns are the same. */
  columns: string;
}

/**
 * The policies of a page. They stay as they are while counts and time axes of the page arrive, each of which draws the page anew.
 */
const Rows = memo(function Rows({ items, columns, whole }: RowsProps) {
  const { language } = useLanguage();
  const ids = columns.split(',') as ColumnId[];
  const shared = sharedTitles(items.map((policy) => titleIn(language, policy)));
  const isAlike = (policy: PolicyItem) =>
    !ids.includes('id') && (!whole || shared.has(titleIn(language, policy)));
  return (
    <tbody>
      {items.map((policy) => (
        <tr key={policy.policyId}>
          {ids.map((id) => (
            <td key={id}>{CELLS[id](policy, isAlike(policy))}</td>
          ))}
        </tr>
      ))}
    </tbody>
  );
});

function Header({ id, sort, change }: { id: ColumnId; sort: string; change: (sort: string) => void }) {
  const words = useWords();
  const key = SORT_OF[id];
  if (key === undefined) return <th scope="col">{words[id]}</th>;
  const sorted = sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : 'none';
  return (
    <th scope="col" aria-sort={sorted}>
      <button
        type="button"
        className="sort"
        onClick={() => {
          change(sorted === 'ascending' ? `-${key}` : key);
        }}
      >
        {words[id]}
        <span aria-hidden="true">{{ ascending: ' ↑', descending: ' ↓', none: '' }[sorted]}</span>
      </button>
    </th>
  );
}

function ColumnChoice({ shown, change }: { shown: readonly string[]; change: (columns: string) => void }) {
  const words = useWords();
  return (
    <details className="column-choice">
      <summary>{words.columns}</summary>
      <div className="choices">
        {COLUMN_IDS.slice(1).map((id) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={shown.includes(id)}
              onChange={() => {
                change(
                  COLUMN_IDS.filter((each) =>
                    each === id ? !shown.includes(id) : shown.includes(each),
                  ).join(','),
                );
              }}
            />
            {words[id]}
          </label>
        ))}
      </div>
    </details>
  );
}
