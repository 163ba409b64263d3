import type { RulingOnField } from '../api/client.js';
import { Actor } from '../operations/actor.js';
import { Moment } from '../parts/moment.js';
import { SourceList } from '../parts/source-list.js';
import { useWords } from '../words/language.js';

/** Who ruled on a field, why, and whether it still applies. */
export function RulingList({ rulings }: { rulings: readonly RulingOnField[] }) {
  const words = useWords();
  if (rulings.length === 0) return null;
  return (
    <section aria-label={words.claims.rulings}>
      <h3>{words.claims.rulings}</h3>
      <ul className="plain rulings">
        {rulings.map(({ eventId, standing, recordedBy, recordedAt, reason, sources = [] }) => (
          <li key={eventId}>
            <p>
              {words.claims.ruledBy} <Actor actor={recordedBy} />{' '}
              <span className="chip tone-none">{words.claims.standings[standing]}</span>
            </p>
            <p>{reason}</p>
            {sources.length > 0 && <SourceList sources={sources} />}
            <p className="quiet">
              {words.recorded} <Moment instant={recordedAt} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
