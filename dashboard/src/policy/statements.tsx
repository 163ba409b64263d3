import type { State } from '../api/client.js';
import { Section } from '../parts/section.js';
import { useWords } from '../words/language.js';

/** Who holds which position on the day (fields `positions/*`). */
export function Statements({ policy }: { policy: State }) {
  const words = useWords();
  const positions = Object.entries(policy.state['positions'] ?? {}) as [string, unknown][];
  return (
    <Section title={words.statements}>
      {positions.length === 0 ? (
        <p className="quiet">{words.noStatements}</p>
      ) : (
        <ul className="plain">
          {positions.map(([speaker, position]) => (
            <Statement key={speaker} speaker={speaker} position={position} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Statement({ speaker, position }: { speaker: string; position: unknown }) {
  const { name, stance, text } =
    typeof position === 'object' && position !== null ? (position as Record<string, unknown>) : {};
  return (
    <li className="statement">
      <p>
        <strong>{typeof name === 'string' ? name : speaker}</strong>{' '}
        {typeof stance === 'string' && <span className="chip tone-none">{stance}</span>}
      </p>
      <p>{typeof text === 'string' ? text : JSON.stringify(position)}</p>
    </li>
  );
}
