import { useWords } from '../../words/language.js';
import type { FilePreview } from './send-file.js';

/** The first rows of a file; a click on a column's name maps it to the focused member. */
export function SampleRows({ preview, choose }: { preview: FilePreview; choose: (column: string) => void }) {
  const words = useWords();
  const { columns = [], rows = [] } = preview;
  return (
    <div className="import-sample" role="region" aria-label={words.sampleRows} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.lineNumber}</th>
            {columns.map((column, i) => (
              <th key={i} scope="col">
                <button
                  type="button"
                  className="import-column"
                  disabled={column === ''}
                  // A press must not take the focus from the member that the column is for.
                  onMouseDown={(event) => {
                    event.preventDefault();
                  }}
                  onClick={() => {
                    choose(column);
                  }}
                >
                  {column}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, cells, problem }) => (
            <tr key={line}>
              <th scope="row">{line}</th>
              {cells ? (
                cells.map((cell, i) => <td key={i}>{cell}</td>)
              ) : (
                <td className="problem" colSpan={columns.length}>
                  {problem}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
