import { useQuery } from '@tanstack/react-query';
import { keysQuery, peopleQuery } from '../api/operations.js';
import { useCaller } from '../session/session.js';
import { useWords } from '../words/language.js';

/** Who did something: the note of the key or the name of the person if this reader may see them, else the id. */
export function Actor({ actor }: { actor: string }) {
  const words = useWords();
  const caller = useCaller();
  const { data } = useQuery({ ...keysQuery, enabled: caller.may('administer') });
  const { data: people } = useQuery({
    ...peopleQuery,
    enabled: caller.may('administer') && actor.startsWith('user:'),
  });
  const id = actor.replace(/^(key|user):/, '');
  const note = actor.startsWith('user:')
    ? (people?.items.find((person) => person.id === id)?.name ?? '')
    : (data?.items.find((key) => key.id === id)?.note ?? '');
  const name = actor === 'key:admin' ? words.environmentKey : note === '' ? id : note;
  return (
    <span title={actor}>
      {name}
      {actor === caller.actor && ` (${actor.startsWith('user:') ? words.you : words.yourKey})`}
    </span>
  );
}
