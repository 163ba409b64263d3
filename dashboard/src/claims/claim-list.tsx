import type { Field } from '../api/client.js';
import { useLabels } from '../labels/use-labels.js';
import { pathText } from '../labels/value-text.js';
import { Actor } from '../operations/actor.js';
import { SourceList } from '../parts/source-list.js';
import { Value } from '../parts/value.js';
import { useWords } from '../words/language.js';
import { claimsText } from './contested.js';
import { ContestedChip } from './contested-chip.js';

type Candidate = NonNullable<Field['candidates']>[number];

/** A contested value: one sentence, then each claim beside the others with its sources. */
export function ClaimList({ field, path }: { field: Pick<Field, 'candidates'>; path: string }) {
  const words = useWords();
  const labels = useLabels();
  const [name = ''] = path.split('/');
  return (
    <>
      <p className="claims-told">
        <ContestedChip /> {claimsText(field, name, { words, labels })}
      </p>
      <ul className="claims" aria-label={words.claims.list(pathText(path, labels))}>
        {field.candidates?.map((candidate, i) => (
          <li key={i} className="claim">
            <div className="claim-value">
              {candidate.absent === true ? (
                <em>{words.absent}</em>
              ) : (
                <Value value={candidate.value} name={name} />
              )}
            </div>
            <Claimed candidate={candidate} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** The sources of a claim, its assertion, and who recorded it. */
function Claimed({ candidate: { claims = [] } }: { candidate: Candidate }) {
  const words = useWords();
  if (claims.length === 0) return <p className="quiet">{words.claims.unclaimed}</p>;
  return claims.map(({ eventId, assertion, sources, recordedBy }) => (
    <div key={eventId} className="claimed">
      <SourceList sources={sources} />
      <p className="quiet">
        {words.assertions[assertion]}; {words.recordedBy}: <Actor actor={recordedBy} />
      </p>
    </div>
  ));
}
