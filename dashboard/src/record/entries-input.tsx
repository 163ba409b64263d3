import { Button, TextInput } from '@mantine/core';
import { EdtfInput } from '../edtf/edtf-input.js';
import { useWords } from '../words/language.js';
import type { Entry } from './widgets.js';

interface EntriesInputProps {
  id: string;
  label: string;
  description: string;
  value: Entry[];
  change: (value: Entry[]) => void;
  dated: boolean;
  country: string | undefined;
  error?: string | undefined;
}

/** Names and what belongs to each, as many as wanted. */
export function EntriesInput({
  id,
  label,
  description,
  value,
  change,
  dated,
  country,
  error,
}: EntriesInputProps) {
  const words = useWords();
  const put = (i: number, entry: Entry) => {
    change(value.map((old, j) => (j === i ? entry : old)));
  };
  return (
    <fieldset className="fieldset" id={id} tabIndex={-1}>
      <legend>{label}</legend>
      <p className="quiet">{description}</p>
      {value.map((entry, i) => (
        <div key={i} className="entry">
          <TextInput
            label={words.name}
            value={entry.name}
            onChange={({ currentTarget }) => {
              put(i, { ...entry, name: currentTarget.value });
            }}
          />
          {dated ? (
            <EdtfInput
              label={words.effective}
              value={entry.value}
              country={country}
              change={(text) => {
                put(i, { ...entry, value: text });
              }}
            />
          ) : (
            <TextInput
              label={words.value}
              value={entry.value}
              onChange={({ currentTarget }) => {
                put(i, { ...entry, value: currentTarget.value });
              }}
            />
          )}
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              change(value.filter((_, j) => j !== i));
            }}
          >
            {words.removeEntry}
          </Button>
        </div>
      ))}
      <Button
        mt="xs"
        variant="default"
        size="xs"
        onClick={() => {
          change([...value, { name: '', value: '' }]);
        }}
      >
        {words.addEntry}
      </Button>
      {error !== undefined && <p className="problem">{error}</p>}
    </fieldset>
  );
}
