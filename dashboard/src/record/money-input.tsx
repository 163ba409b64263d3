import { TextInput } from '@mantine/core';
import { useWords } from '../words/language.js';
import type { Entry } from './widgets.js';

interface MoneyInputProps {
  label: string;
  description: string;
  value: Entry[];
  change: (value: Entry[]) => void;
  error?: string | undefined;
}

/** An amount in whole units and its ISO 4217 code. */
export function MoneyInput({ label, description, value, change, error }: MoneyInputProps) {
  const words = useWords();
  const amount = value[0] ?? { name: '', value: '' };
  return (
    <fieldset className="fieldset">
      <legend>{label}</legend>
      <p className="quiet">{description}</p>
      <div className="entry">
        <TextInput
          label={words.currency}
          maxLength={3}
          value={amount.name}
          onChange={({ currentTarget }) => {
            change([{ ...amount, name: currentTarget.value.toUpperCase() }]);
          }}
        />
        <TextInput
          label={words.amount}
          inputMode="decimal"
          value={amount.value}
          onChange={({ currentTarget }) => {
            change([{ ...amount, value: currentTarget.value }]);
          }}
        />
      </div>
      {error !== undefined && <p className="problem">{error}</p>}
    </fieldset>
  );
}
