import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { Loaded } from '../parts/loaded.js';
import { Section } from '../parts/section.js';
import { instantInWords } from '../time/in-words.js';
import { useLanguage } from '../words/language.js';
import { Rebuild } from './rebuild.js';

/** The lag of each projection, whether it is parked, and its rebuild. */
export function Projections() {
  const { language, words } = useLanguage();
  const projections = useQuery({
    queryKey: ['projections'],
    queryFn: () => api.get('/v1/projections'),
    refetchInterval: 2000,
  });
  return (
    <Section title={words.projections}>
      <p className="quiet">{words.projectionsHelp}</p>
      <Loaded query={projections}>
        {({ items }) => (
          <>
            {items.map(
              ({ name, parked }) =>
                parked && (
                  <Alert
                    key={name}
                    color="red"
                    role="alert"
                    title={words.parkedAt(name, parked.position)}
                    mb="sm"
                  >
                    <p>{parked.reason}</p>
                    <p className="quiet">{words.parkedHelp(instantInWords(language, parked.at))}</p>
                  </Alert>
                ),
            )}
            <div className="scrolls" role="region" aria-label={words.projections} tabIndex={0}>
              <table className="grid">
                <thead>
                  <tr>
                    <th scope="col">{words.projection}</th>
                    <th scope="col">{words.checkpoint}</th>
                    <th scope="col">{words.lag}</th>
                    <th scope="col">{words.status}</th>
                    <th scope="col">{words.rebuild}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map(({ name, checkpoint, lag, parked }) => (
                    <tr key={name}>
                      <th scope="row">{name}</th>
                      <td>{checkpoint}</td>
                      <td>{lag}</td>
                      <td>
                        <span className={`chip ${parked ? 'tone-bad' : 'tone-good'}`}>
                          {parked ? words.parked : words.notParked}
                        </span>
                      </td>
                      <td>
                        <Rebuild projection={name} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </>
        )}
      </Loaded>
    </Section>
  );
}
