import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../api/client.js';
import { Loaded } from '../parts/loaded.js';
import { Section } from '../parts/section.js';
import { useWords } from '../words/language.js';

/** How far each projection is, and where one stands still. */
export function Projections() {
  const words = useWords();
  const projections = useQuery({
    queryKey: ['projections'],
    queryFn: () => answered(api.GET('/v1/projections')),
    refetchInterval: 2000,
  });
  return (
    <Section title={words.projections}>
      <Loaded query={projections}>
        {({ items }) => (
          <table className="grid">
            <thead>
              <tr>
                <th scope="col">{words.projection}</th>
                <th scope="col">{words.checkpoint}</th>
                <th scope="col">{words.lag}</th>
                <th scope="col">{words.parked}</th>
              </tr>
            </thead>
            <tbody>
              {items.map(({ name, checkpoint, lag, parked }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{checkpoint}</td>
                  <td>{lag}</td>
                  <td>
                    {parked ? `${String(parked.position)}: ${parked.reason} (${parked.at})` : words.notParked}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Loaded>
    </Section>
  );
}
