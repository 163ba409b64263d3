import { useQuery } from '@tanstack/react-query';
import { keysQuery } from '../api/operations.js';
import { useCaller } from '../session/session.js';
import { useWords } from '../words/language.js';

/** Who did something: the note of the key if this reader may see keys, else its id. */
export function Actor({ actor }: { actor: string }) {
  const words = useWords();
  const caller = useCaller();
  const { data } = useQuery({ ...keysQuery, enabled: caller.may('administer') });
  const id = actor.replace(/^key:/, '');
  const note = data?.items.find((key) => key.id === id)?.note ?? '';
  const name = actor === 'key:admin' ? words.environmentKey : note === '' ? id : note;
  return (
    <span title={actor}>
      {name}
      {actor === caller.actor && ` (${words.yourKey})`}
    </span>
  );
}
