import { useQueryClient } from '@tanstack/react-query';
import { auditQuery, keysQuery, revokeKey, rotateKey, type ApiKey, type NewKey } from '../api/operations.js';
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
  const isOver = (key: ApiKey) => Number(key.revokedAt !== null || hasExpired(key));
  const sorted = keys.toSorted((a, b) => isOver(a) - isOver(b));
  if (sorted.length === 0) return <p className="quiet">{words.none}</p>;
  return (
    <ul className="job-list" aria-label={words.keys}>
      {sorted.map((key) => (
        <KeyItem key={key.id} apiKey={key} show={show} />
      ))}
    </ul>
  );
}

const hasExpired = ({ expiresAt }: ApiKey): boolean =>
  expiresAt !== null && Date.parse(expiresAt) <= Date.now();

function KeyItem({ apiKey, show }: { apiKey: ApiKey; show: KeyListProps['show'] }) {
  const { id, role, note, createdAt, createdBy, lastUsedAt, revokedAt, expiresAt } = apiKey;
  const expired = hasExpired(apiKey);
  const works = revokedAt === null && !expired;
  const words = useWords();
  const { actor } = useCaller();
  const client = useQueryClient();
  const name = note === '' ? id : note;
  const own = actor === `key:${id}`;
  const warning = own ? ` ${words.ownKeyWarning}` : '';
  const changed = () =>
    Promise.all([keysQuery, auditQuery].map(({ queryKey }) => client.invalidateQueries({ queryKey })));
  return (
    <li className={works ? 'job' : 'job is-over'}>
      <div className="job-head">
        <strong>{name}</strong>
        <span className={`chip ${works ? 'tone-good' : 'tone-none'}`}>
          {works
            ? words.keyRoles[role as keyof typeof words.keyRoles]
            : revokedAt === null
              ? words.keyExpired
              : words.revoked}
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
        {expiresAt !== null && (
          <>
            {' · '}
            {expired ? words.keyExpired : words.keyExpires} <Moment instant={expiresAt} />
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
          {works && (
            <AskFirst
              label={words.rotateKey}
              about={name}
              question={words.rotateQuestion + warning}
              act={async () => {
                show(await rotateKey(id));
                await changed();
              }}
            />
          )}
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
