import { useLabels } from '../labels/use-labels.js';
import { valueParts } from '../labels/value-text.js';
import { useWords } from '../words/language.js';

/**
 * A value in words, never interpreted as markup. The stored value is a tooltip.
 * @param name the field, collection or member of the value
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
