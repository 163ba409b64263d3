import { useWords } from '../words/language.js';

/** A value of a field, as text: whatever it holds is shown, never interpreted. */
export function Value({ value }: { value: unknown }) {
  const words = useWords();
  if (value === null) return <em>{words.nullValue}</em>;
  if (Array.isArray(value)) return <>{value.map(plain).join(', ')}</>;
  if (typeof value === 'object') {
    return (
      <dl className="members">
        {Object.entries(value as Record<string, unknown>).map(([name, member]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{plain(member)}</dd>
          </div>
        ))}
      </dl>
    );
  }
  return <>{plain(value)}</>;
}

export const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
