import { Button, TextInput } from '@mantine/core';
import { useLanguage, useWords } from '../words/language.js';
import { meaningOf } from './meaning.js';
import { interpret } from './read-date.js';
import type { Doubted } from './reading.js';
import { said } from './said.js';

interface EdtfInputProps {
  id?: string;
  label: string;
  description?: string | undefined;
  required?: boolean;
  value: string;
  change: (value: string) => void;
  /** The country whose fiscal years are used. */
  country?: string | undefined;
  error?: string | undefined;
}

/** Input for a date in words; shows the days it means. The EDTF text is sent but not shown. */
export function EdtfInput({
  id,
  label,
  description,
  required = false,
  value,
  change,
  country,
  error,
}: EdtfInputProps) {
  const words = useWords();
  const read = value.trim() === '' ? null : interpret(value, country);
  return (
    <div>
      <TextInput
        {...(id !== undefined && { id })}
        label={label}
        description={description}
        required={required}
        value={value}
        error={error}
        onChange={({ currentTarget }) => {
          change(currentTarget.value);
        }}
      />
      <div className="date-meaning" aria-live="polite">
        {read && 'text' in read && <span title={read.text}>{meaningOf(read.text, words.meaning)}</span>}
        {read && 'doubt' in read && <Choice doubted={read} change={change} />}
        {read === null && value.trim() !== '' && <span>{words.dateUnknown}</span>}
      </div>
    </div>
  );
}

/** The meanings of ambiguous words; a click chooses one. */
function Choice({
  doubted: { doubt, choices },
  change,
}: {
  doubted: Doubted;
  change: (value: string) => void;
}) {
  const { language, words } = useLanguage();
  return (
    <>
      <span>{words.doubts[doubt]}</span>
      {choices.map((choice) => (
        <Button
          key={choice}
          size="compact-xs"
          variant="default"
          onClick={() => {
            change(said(choice, words.date, language));
          }}
        >
          {meaningOf(choice, words.meaning)}
        </Button>
      ))}
    </>
  );
}
