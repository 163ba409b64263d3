import type { ReactNode } from 'react';
import { useWords } from '../words/language.js';

export interface ChangeRow {
  key: string;
  name: ReactNode;
  /** Undefined: no value. */
  old: ReactNode | undefined;
  young: ReactNode | undefined;
  /** The row has no difference. */
  same?: boolean;
  /** Further cells, one for each of `more`. */
  cells?: readonly ReactNode[];
}

interface ChangeTableProps {
  label: string;
  rows: readonly ChangeRow[];
  /** Headings of the two sides; default: before and after. */
  sides?: readonly [old: string, young: string];
  /** Further columns. */
  more?: readonly string[];
}

/** Old beside new, name by name, with differences marked. */
export function ChangeTable({ label, rows, sides, more = [] }: ChangeTableProps) {
  const words = useWords();
  const [before, after] = sides ?? [words.was, words.willBe];
  return (
    <div className="scrolls" role="region" aria-label={label} tabIndex={0}>
      <table className="grid cards">
        <thead>
          <tr>
            {[words.field, before, after, ...more].map((head, i) => (
              <th key={i} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, old, young, same = false, cells = [] }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td data-label={before} className={same || old === undefined ? undefined : 'gone-value'}>
                {old ?? <em>{words.absent}</em>}
              </td>
              <td data-label={after} className={same || young === undefined ? undefined : 'added'}>
                {young ?? <em>{words.absent}</em>}
              </td>
              {cells.map((cell, i) => (
                <td key={i} data-label={more[i]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
