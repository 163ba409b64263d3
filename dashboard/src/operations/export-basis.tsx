import { DayField, InstantField, PublishedField } from '../time/time-fields.js';
import type { Basis } from '../time/basis.js';
import { basisInWords } from '../time/in-words.js';
import { today } from '../time/days.js';
import { UncertainField } from '../time/uncertain-field.js';
import { useBasis } from '../time/use-basis.js';
import { useLanguage } from '../words/language.js';
import { basisTaken } from './export-draft.js';

/** The basis of the file in words, and the fields to change it, as far as these rows accept them. */
export function ExportBasis({ takes }: { takes: (pointer: string) => boolean }) {
  const { language, words } = useLanguage();
  const { basis, move } = useBasis();
  const taken: Basis = basisTaken(basis, takes);
  const day = takes('/basis/asOf') ? today() : null;
  return (
    <fieldset className="fieldset">
      <legend>{words.exportBasis}</legend>
      <p className="export-basis">{basisInWords(language, words, taken, day)}</p>
      <div className="row">
        {takes('/basis/asOf') && (
          <DayField day={basis.asOf ?? today()} chosen={basis.asOf !== undefined} move={move} />
        )}
        <InstantField known={basis} move={move} />
        {takes('/basis/publishedBy') && <PublishedField day={basis.publishedBy} move={move} />}
        {takes('/basis/uncertain') && <UncertainField value={basis.uncertain} move={move} />}
      </div>
    </fieldset>
  );
}
