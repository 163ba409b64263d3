import type { Expected } from '../api/client.js';
import { KindName } from '../parts/kind-name.js';
import { PeriodText } from '../parts/period.js';
import { Section } from '../parts/section.js';
import { useWords } from '../words/language.js';

export function ExpectedList({ expected }: { expected: readonly Expected[] }) {
  const words = useWords();
  return (
    <Section title={words.expected}>
      {expected.length === 0 ? (
        <p className="quiet">{words.noExpected}</p>
      ) : (
        <ul className="plain">
          {expected.map(({ name, date }, i) => (
            <li key={i}>
              <strong>
                <KindName kind={name} />
              </strong>{' '}
              <PeriodText period={date} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
