import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { useLanguage, useWords } from '../words/language.js';
import type { Basis } from './basis.js';
import { DateInput } from './date-input.js';
import { isKnownThen, knownInWords } from './in-words.js';

type Move = (change: Basis) => void;

/** The effective day: any day can be typed. */
export function DayField({ day, chosen, move }: { day: string; chosen: boolean; move: Move }) {
  const words = useWords();
  const id = useId();
  return (
    <div className="time-field">
      <label htmlFor={id}>{words.onDay}</label>
      <DateInput
        id={id}
        value={day}
        change={(asOf) => {
          move({ asOf });
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

/** The moment of knowledge in words, and an input for another: a day means its end, in UTC. */
export function InstantField({ known, move }: { known: Basis; move: Move }) {
  const { language, words } = useLanguage();
  const instant = known.knownAt;
  const [changing, setChanging] = useState(false);
  const id = useId();
  return (
    <div className="time-field">
      <label htmlFor={changing ? id : undefined}>{words.asKnownOn}</label>
      {changing ? (
        <DateInput
          id={id}
          value={instant?.slice(0, 10) ?? ''}
          optional
          change={(value) => {
            move({ knownAt: value === '' ? undefined : `${value}T23:59:59.999999Z`, position: undefined });
          }}
        />
      ) : (
        <strong className="known-time">{knownInWords(known, language, words)}</strong>
      )}
      <Button
        size="compact-xs"
        variant="default"
        aria-expanded={changing}
        onClick={() => {
          setChanging(!changing);
        }}
      >
        {changing ? words.done : words.changeKnown}
      </Button>
      {isKnownThen(known) && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            move({ knownAt: undefined, position: undefined });
          }}
        >
          {words.now}
        </Button>
      )}
    </div>
  );
}

/** Only what was certainly public by a day; the third axis, which most readers do not need. */
export function PublishedField({ day, move }: { day: string | undefined; move: Move }) {
  const words = useWords();
  const id = useId();
  return (
    <div className="time-field" title={words.publishedByHelp}>
      <label htmlFor={id}>{words.publishedBy}</label>
      <DateInput
        id={id}
        value={day ?? ''}
        optional
        change={(value) => {
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
