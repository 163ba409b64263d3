import { Button, TextInput } from '@mantine/core';
import { useWords } from '../words/language.js';
import { rangeText } from '../parts/period.js';
import { readDate } from './read-date.js';

interface EdtfInputProps {
  label: string;
  description?: string | undefined;
  required?: boolean;
  value: string;
  change: (value: string) => void;
  /** Whose fiscal years are meant. */
  country?: string | undefined;
  error?: string | undefined;
}

/** A date as one would say it; shows the days it means, and the notation that is sent. */
export function EdtfInput({
  label,
  description,
  required = false,
  value,
  change,
  country,
  error,
}: EdtfInputProps) {
  const words = useWords();
  const reading = value.trim() === '' ? null : readDate(value, country);
  return (
    <div>
      <TextInput
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
        {reading ? (
          <>
            <span>
              {words.dateMeans(
                reading.text,
                (reading.range.whole ? words.period : words.someDay)(rangeText(reading.range)),
              )}
            </span>
            {reading.text !== value && (
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => {
                  change(reading.text);
                }}
              >
                {words.useDate(reading.text)}
              </Button>
            )}
          </>
        ) : (
          value.trim() !== '' && <span>{words.dateUnknown}</span>
        )}
      </div>
    </div>
  );
}
