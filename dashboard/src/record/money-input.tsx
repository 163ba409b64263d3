import { TextInput } from '@mantine/core';
import { useWords } from '../words/language.js';
import type { Entry } from './widgets.js';

interface MoneyInputProps {
  id: string;
  label: string;
  description: string;
  value: Entry[];
  change: (value: Entry[]) => void;
  /** By JSON pointer from the amount on: `/value`, `/currency`. */
  errors: Readonly<Record<string, string>>;
}

/** An amount in whole units and its ISO 4217 code; one without the other is marked at the field that is empty. */
export function MoneyInput({ id, label, description, value, change, errors }: MoneyInputProps) {
  const words = useWords();
  const amount = value[0] ?? { name: '', value: '' };
  const [currency, number] = [amount.name.trim(), amount.value.trim()];
  return (
    <fieldset className="fieldset" id={id} tabIndex={-1}>
      <legend>{label}</legend>
      <p className="quiet">{description}</p>
      <div className="entry">
        <TextInput
          label={words.currency}
          maxLength={3}
          value={amount.name}
          error={currency === '' && number !== '' ? words.currencyMissing : errors['/currency']}
          onChange={({ currentTarget }) => {
            change([{ ...amount, name: currentTarget.value.toUpperCase() }]);
          }}
        />
        <TextInput
          label={words.amount}
          inputMode="decimal"
          value={amount.value}
          error={number === '' && currency !== '' ? words.amountMissing : errors['/value']}
          onChange={({ currentTarget }) => {
            change([{ ...amount, value: currentTarget.value }]);
          }}
        />
      </div>
      {errors[''] !== undefined && <p className="problem">{errors['']}</p>}
    </fieldset>
  );
}
