import { useState } from 'react';

interface DateInputProps {
  id: string;
  /** Empty: no day is chosen. */
  value: string;
  change: (value: string) => void;
  /** Whether it may be cleared. */
  optional?: boolean;
}

/** Years are typed digit by digit: the year 0202 usually becomes 2024. Earlier years are accepted when the field is left. */
const FIRST_YEAR_AT_ONCE = '1000';

/**
 * A day, typed or chosen. Typed text is kept here until it is a day, because an address that changes with each key would reset
 * the field.
 */
export function DateInput({ id, value, change, optional = false }: DateInputProps) {
  const [given, setGiven] = useState(value);
  const [typed, setTyped] = useState(value);
  if (given !== value) {
    setGiven(value);
    setTyped(value);
  }
  const settle = (day: string) => {
    if (day === value) return;
    if (day !== '' || optional) change(day);
  };
  return (
    <input
      id={id}
      type="date"
      value={typed}
      min="0001-01-01"
      max="9999-12-31"
      onChange={({ currentTarget: { value: day } }) => {
        setTyped(day);
        if (day === '' || day >= FIRST_YEAR_AT_ONCE) settle(day);
      }}
      onBlur={() => {
        if (typed === '' && !optional) setTyped(value);
        else settle(typed);
      }}
    />
  );
}
