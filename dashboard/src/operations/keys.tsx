import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../api/client.js';
import { Loaded } from '../parts/loaded.js';
import { Section } from '../parts/section.js';
import { useWords } from '../words/language.js';

/** The API keys that exist; their secrets are known to their holders only. */
export function Keys() {
  const words = useWords();
  const keys = useQuery({ queryKey: ['keys'], queryFn: () => answered(api.GET('/v1/keys')) });
  return (
    <Section title={words.keys}>
      <Loaded query={keys}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{words.none}</p>
          ) : (
            <ul className="plain">
              {items.map(({ id, role, note, createdAt, revokedAt }) => (
                <li key={id}>
                  <code>{id}</code> {role} {note} <span className="quiet">{createdAt}</span>{' '}
                  {revokedAt !== null && words.revoked}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}
