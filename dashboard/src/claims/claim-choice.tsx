import { useId } from 'react';
import type { Field } from '../api/client.js';
import { useLabels } from '../labels/use-labels.js';
import { valueText } from '../labels/value-text.js';
import { useWords } from '../words/language.js';
import type { RulingDraft } from './ruling.js';

interface ClaimChoiceProps {
  field: Field;
  /** The field or collection of the values. */
  name: string;
  draft: RulingDraft;
  change: (draft: RulingDraft) => void;
}

/** Input: which claim is right, or which are wrong. */
export function ClaimChoice({ field: { candidates = [] }, name, draft, change }: ClaimChoiceProps) {
  const words = useWords();
  const labels = useLabels();
  const group = useId();
  const { way, chosen } = draft;
  const toggled = (eventId: string) => {
    if (way === 'prefer') return [eventId];
    return chosen.includes(eventId) ? chosen.filter((each) => each !== eventId) : [...chosen, eventId];
  };
  return (
    <>
      <fieldset className="fieldset claim-choice">
        <legend>{words.claims.way}</legend>
        {(['prefer', 'reject'] as const).map((each) => (
          <label key={each}>
            <input
              type="radio"
              name={`${group}-way`}
              checked={way === each}
              onChange={() => {
                change({ ...draft, way: each, chosen: [] });
              }}
            />{' '}
            {words.claims.ways[each]}
          </label>
        ))}
      </fieldset>
      <fieldset className="fieldset claim-choice">
        <legend>{words.claims.ways[way]}</legend>
        {candidates.flatMap((candidate) =>
          (candidate.claims ?? []).map(({ eventId, sources }) => (
            <label key={eventId}>
              <input
                type={way === 'prefer' ? 'radio' : 'checkbox'}
                name={`${group}-claim`}
                checked={chosen.includes(eventId)}
                onChange={() => {
                  change({ ...draft, chosen: toggled(eventId) });
                }}
              />{' '}
              {words.claims.by(
                candidate.absent === true
                  ? words.absent
                  : valueText(candidate.value, name, { words, labels }),
                sources
                  .map(({ publisher, title }) => (publisher === undefined ? title : `${publisher}, ${title}`))
                  .join('; '),
              )}
            </label>
          )),
        )}
      </fieldset>
    </>
  );
}
