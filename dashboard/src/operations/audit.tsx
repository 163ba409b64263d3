import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { auditQuery, type Act } from '../api/operations.js';
import { Loaded } from '../parts/loaded.js';
import { Moment } from '../parts/moment.js';
import { Section } from '../parts/section.js';
import { useWords } from '../words/language.js';
import { Actor } from './actor.js';

/** What administrators did: who, what, when, to what and from which address. */
export function Audit() {
  const words = useWords();
  const acts = useInfiniteQuery(auditQuery);
  return (
    <Section title={words.audit}>
      <p className="quiet">{words.auditHelp}</p>
      <Loaded query={acts}>{({ pages }) => <ActTable acts={pages.flatMap(({ items }) => items)} />}</Loaded>
      {acts.hasNextPage && (
        <Button
          size="xs"
          variant="default"
          mt="sm"
          loading={acts.isFetchingNextPage}
          onClick={() => void acts.fetchNextPage()}
        >
          {words.auditOlder}
        </Button>
      )}
    </Section>
  );
}

function ActTable({ acts }: { acts: readonly Act[] }) {
  const words = useWords();
  if (acts.length === 0) return <p className="quiet">{words.none}</p>;
  const named: Record<string, string> = words.acts;
  return (
    <div className="scrolls" role="region" aria-label={words.audit} tabIndex={0}>
      <table className="grid cards">
        <thead>
          <tr>
            {[words.auditWhen, words.auditWho, words.auditWhat, words.auditTarget, words.auditFrom].map(
              (title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {acts.map(({ id, at, actor, act, target, address, outcome }) => (
            <tr key={id}>
              <td data-label={words.auditWhen}>
                <Moment instant={at} />
              </td>
              <td data-label={words.auditWho}>
                <Actor actor={actor} />
              </td>
              <td data-label={words.auditWhat}>
                {named[act] ?? act}
                {outcome === 'unknown' && <span className="quiet"> ({words.auditUnknown})</span>}
              </td>
              <td data-label={words.auditTarget}>
                {act.startsWith('key-') && target !== null ? <Actor actor={`key:${target}`} /> : target}
              </td>
              <td data-label={words.auditFrom}>{address}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
