import type { ReactNode } from 'react';
import { Section } from '../parts/section.js';
import type { Basis, Side } from '../time/basis.js';
import { basisInWords } from '../time/in-words.js';
import type { TwoBases } from '../time/two-bases.js';
import { DayField, InstantField, PublishedField } from '../time/time-fields.js';
import { UncertainField } from '../time/uncertain-field.js';
import { useLanguage } from '../words/language.js';
import type { Move } from './use-two-bases.js';

/** Both bases in words with fields to change them; `children` are shortcuts. */
export function BasesFields({
  from,
  to,
  day,
  move,
  children,
}: TwoBases & {
  /** The day that the service used as today. */
  day: string;
  move: Move;
  children: ReactNode;
}) {
  const { words } = useLanguage();
  return (
    <>
      <div className="two">
        <Section title={words.from}>
          <SideFields side="from" basis={from} day={day} move={move} />
        </Section>
        <Section title={words.to}>
          <SideFields side="to" basis={to} day={day} move={move} />
        </Section>
      </div>
      <Section title={words.bothSides} className="basis-fields">
        <div className="row">{children}</div>
        <div className="row">
          <PublishedField
            day={to.publishedBy}
            move={(change) => {
              move('', change);
            }}
          />
          <UncertainField
            value={to.uncertain}
            move={(change) => {
              move('', change);
            }}
          />
        </div>
      </Section>
    </>
  );
}

function SideFields({ side, basis, day, move }: { side: Side; basis: Basis; day: string; move: Move }) {
  const { language, words } = useLanguage();
  const change = (changed: Basis) => {
    move(side, changed);
  };
  return (
    <>
      <p className="basis-words">{basisInWords(language, words, basis, day)}</p>
      <div className="basis-fields">
        <DayField day={basis.asOf ?? day} chosen={basis.asOf !== undefined} move={change} />
        <InstantField known={basis} move={change} />
      </div>
    </>
  );
}
