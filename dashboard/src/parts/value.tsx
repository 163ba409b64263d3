import { useLabels } from '../labels/use-labels.js';
import { valueParts } from '../labels/value-text.js';
import { useWords } from '../words/language.js';

/**
 * A value in words: what it holds is shown, never interpreted. The value as it is stored shows on hover.
 * @param name the field, collection or member that has it
 */
export function Value({ value, name }: { value: unknown; name: string }) {
  const words = useWords();
  const labels = useLabels();
  const { lead, rest } = valueParts(value, name, { labels, words });
  const stored = plain(value);
  return (
    <>
      {lead !== '' &&
        (value === null ? <em>{lead}</em> : <span title={stored === lead ? undefined : stored}>{lead}</span>)}
      {rest.length > 0 && (
        <dl className="members">
          {rest.map(([label, text]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

export const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
