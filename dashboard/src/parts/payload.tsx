import { useLabels } from '../labels/use-labels.js';
import { payloadParts } from '../labels/payload-parts.js';
import { useWords } from '../words/language.js';

/** The payload of a development: its text, then its other members in words. */
export function Payload({ payload }: { payload: Readonly<Record<string, unknown>> }) {
  const words = useWords();
  const labels = useLabels();
  const { lead, rest } = payloadParts(payload, { labels, words });
  return (
    <>
      {lead !== '' && <p>{lead}</p>}
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
