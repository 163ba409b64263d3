import { useTable } from '@tanstack/react-table';
import type { PolicyItem } from '../api/client.js';
import { useWords } from '../words/language.js';
import { COLUMN_IDS, columns, features, SHOWN_AT_FIRST, type ColumnId } from './policy-columns.js';
import { useFilters } from './use-filters.js';

/** The policies, in the columns and the order that the address of the page says. */
export function PoliciesTable({ items }: { items: PolicyItem[] }) {
  const words = useWords();
  const { search, change } = useFilters();
  const shown = search['columns']?.split(',') ?? SHOWN_AT_FIRST;
  const sort = search['sort'] ?? 'title';
  const by = sort.replace(/^-/, '');
  const table = useTable({
    features,
    columns,
    data: items,
    state: {
      sorting: [{ id: by, desc: sort.startsWith('-') }],
      columnVisibility: Object.fromEntries(
        COLUMN_IDS.map((id) => [id, id === 'title' || shown.includes(id)]),
      ),
    },
  });
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
        <table className="grid">
          <thead>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id}>
                {group.headers.map(({ id }) => (
                  <th
                    key={id}
                    scope="col"
                    aria-sort={id !== by ? 'none' : sort === by ? 'ascending' : 'descending'}
                  >
                    <button
                      type="button"
                      className="sort"
                      onClick={() => {
                        change({ sort: sort === id ? `-${id}` : id });
                      }}
                    >
                      {words[id as ColumnId]}
                      <span aria-hidden="true">{id !== by ? '' : sort === by ? ' ↑' : ' ↓'}</span>
                    </button>
                  </th>
                ))}
              </tr>
            ))}
          </thead>
          <tbody>
            {table.getRowModel().rows.map((row) => (
              <tr key={row.id}>
                {row.getVisibleCells().map((cell) => (
                  <td key={cell.id}>
                    <table.FlexRender cell={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
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
