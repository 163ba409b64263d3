import type { Change } from '../api/client.js';
import { useWords } from '../words/language.js';
import { Changes, type Causes } from './changes.js';

/** Both legs of a comparison: what happened, and what became known. */
export function Legs({
  diff: { worldChanges, knowledgeChanges, events },
  search,
  titles,
}: {
  diff: { worldChanges: readonly Change[]; knowledgeChanges: readonly Change[]; events: Causes };
  /** See `Changes`. */
  search?: Record<string, string>;
  titles?: Readonly<Record<string, string>>;
}) {
  const words = useWords();
  if (worldChanges.length + knowledgeChanges.length === 0) return <p role="status">{words.noChanges}</p>;
  const more = { events, ...(search && { search }), ...(titles && { titles }) };
  return (
    <>
      <Changes title={words.worldChanges} help={words.worldHelp} changes={worldChanges} {...more} />
      <Changes
        title={words.knowledgeChanges}
        help={words.knowledgeHelp}
        changes={knowledgeChanges}
        {...more}
      />
    </>
  );
}
