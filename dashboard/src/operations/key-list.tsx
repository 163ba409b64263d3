import { useQueryClient } from '@tanstack/react-query';
import { keysQuery, revokeKey, rotateKey, type ApiKey, type NewKey } from '../api/operations.js';
import { useCaller } from '../session/session.js';
import { useWords } from '../words/language.js';
import { Actor } from './actor.js';
import { AskFirst } from './ask-first.js';
import { Moment } from '../parts/moment.js';

interface KeyListProps {
  keys: readonly ApiKey[];
  /** Shows a new secret, which is not shown again. */
  show: (key: NewKey) => void;
}

/** The keys, active ones first. */
export function KeyList({ keys, show }: KeyListProps) {
  const words = useWords();
  const sorted = keys.toSorted((a, b) => Number(a.revokedAt !== null) - Number(b.revokedAt !== null));
  if (sorted.length === 0) return <p className="quiet">{words.none}</p>;
  return (
    <ul className="job-list" aria-label={words.keys}>
      {sorted.map((key) => (
        <KeyItem key={key.id} apiKey={key} show={show} />
      ))}
    </ul>
  );
}

function KeyItem({ apiKey, show }: { apiKey: ApiKey; show: KeyListProps['show'] }) {
  const { id, role, note, createdAt, createdBy, lastUsedAt, revokedAt } = apiKey;
  const words = useWords();
  const { actor } = useCaller();
  const client = useQueryClient();
  const name = note === '' ? id : note;
  const own = actor === `key:${id}`;
  const warning = own ? ` ${words.ownKeyWarning}` : '';
  const changed = () => client.invalidateQueries({ queryKey: keysQuery.queryKey });
  return (
    <li className={revokedAt === null ? 'job' : 'job is-over'}>
      <div className="job-head">
        <strong>{name}</strong>
        <span className={`chip ${revokedAt === null ? 'tone-good' : 'tone-none'}`}>
          {revokedAt === null ? words.keyRoles[role as keyof typeof words.keyRoles] : words.revoked}
        </span>
        {own && <span className="quiet">{words.yourKey}</span>}
      </div>
      <p className="quiet">
        <code>{id}</code> · {words.created} <Moment instant={createdAt} />
        {createdBy !== null && (
          <>
            {', '}
            {words.keyMadeBy} <Actor actor={createdBy} />
          </>
        )}
        {' · '}
        {lastUsedAt === null ? (
          words.keyNotUsed
        ) : (
          <>
            {words.keyUsed} <Moment instant={lastUsedAt} />
          </>
        )}
        {revokedAt !== null && (
          <>
            {' · '}
            {words.revoked} <Moment instant={revokedAt} />
          </>
        )}
      </p>
      {revokedAt === null && (
        <div className="job-actions">
          <AskFirst
            label={words.rotateKey}
            about={name}
            question={words.rotateQuestion + warning}
            act={async () => {
              show(await rotateKey(id));
              await changed();
            }}
          />
          <AskFirst
            label={words.revokeKey}
            about={name}
            question={words.revokeQuestion + warning}
            act={async () => {
              await revokeKey(id);
              await changed();
            }}
          />
        </div>
      )}
    </li>
  );
}
