import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { keysQuery, type NewKey } from '../api/operations.js';
import { Loaded } from '../parts/loaded.js';
import { Section } from '../parts/section.js';
import { useWords } from '../words/language.js';
import { KeyList } from './key-list.js';
import { NewKeyForm } from './new-key.js';
import { NewSecret } from './new-secret.js';

/** API keys: create, rotate and revoke; the service never shows their secrets again. */
export function Keys() {
  const words = useWords();
  const keys = useQuery(keysQuery);
  const [shown, setShown] = useState<NewKey | null>(null);
  return (
    <Section title={words.keys}>
      <p className="quiet">{words.keysHelp}</p>
      <NewKeyForm show={setShown} />
      {shown && (
        <NewSecret
          apiKey={shown}
          close={() => {
            setShown(null);
          }}
        />
      )}
      <Loaded query={keys}>{({ items }) => <KeyList keys={items} show={setShown} />}</Loaded>
    </Section>
  );
}
