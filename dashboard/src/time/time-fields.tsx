import { Button } from '@mantine/core';
import { useId } from 'react';
import { useWords } from '../words/language.js';
import type { Basis } from './basis.js';

type Move = (change: Basis) => void;

/** The day in the world: any day can be typed. */
export function DayField({ day, chosen, move }: { day: string; chosen: boolean; move: Move }) {
  const words = useWords();
  const id = useId();
  return (
    <div className="time-field">
      <label htmlFor={id}>{words.onDay}</label>
      <input
        id={id}
        type="date"
        value={day}
        min="0001-01-01"
        max="9999-12-31"
        onChange={({ currentTarget: { value } }) => {
          if (value !== '') move({ asOf: value });
        }}
      />
      <Button
        size="compact-xs"
        variant="default"
        disabled={!chosen}
        onClick={() => {
          move({ asOf: undefined });
        }}
      >
        {words.todayWord}
      </Button>
    </div>
  );
}

/** The moment of knowledge, in UTC; a day stands for its end. */
export function InstantField({ instant, move }: { instant: string | undefined; move: Move }) {
  const words = useWords();
  const id = useId();
  return (
    <div className="time-field">
      <label htmlFor={id}>{words.asKnownOn}</label>
      <input
        id={id}
        type="date"
        value={instant?.slice(0, 10) ?? ''}
        onChange={({ currentTarget: { value } }) => {
          move({ knownAt: value === '' ? undefined : `${value}T23:59:59.999999Z` });
        }}
      />
      {instant !== undefined && <span className="quiet known-time">{instant.slice(11)}</span>}
      <Button
        size="compact-xs"
        variant="default"
        disabled={instant === undefined}
        onClick={() => {
          move({ knownAt: undefined });
        }}
      >
        {words.now}
      </Button>
    </div>
  );
}

/** Only what was certainly public by a day; the third axis, which most readers leave alone. */
export function PublishedField({ day, move }: { day: string | undefined; move: Move }) {
  const words = useWords();
  const id = useId();
  return (
    <div className="time-field" title={words.publishedByHelp}>
      <label htmlFor={id}>{words.publishedBy}</label>
      <input
        id={id}
        type="date"
        value={day ?? ''}
        min="0001-01-01"
        max="9999-12-31"
        onChange={({ currentTarget: { value } }) => {
          move({ publishedBy: value === '' ? undefined : value });
        }}
      />
      <Button
        size="compact-xs"
        variant="default"
        disabled={day === undefined}
        onClick={() => {
          move({ publishedBy: undefined });
        }}
      >
        {words.whenever}
      </Button>
    </div>
  );
}
