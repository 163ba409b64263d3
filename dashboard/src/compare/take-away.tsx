import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { saveAs } from '../api/download.js';
import { CopyButton } from '../parts/copy-button.js';
import { Section } from '../parts/section.js';
import { today } from '../time/days.js';
import { basisInWords } from '../time/in-words.js';
import type { Basis } from '../time/basis.js';
import { longDate } from '../edtf/long-date.js';
import { faultText } from '../parts/fault.js';
import { useLanguage } from '../words/language.js';
import type { AnsweredDiff } from './answered-diff.js';
import { diffCsv } from './diff-csv.js';

interface TakeAwayProps {
  /** Title of the comparison. */
  title: string;
  basis: AnsweredDiff['basis'];
  /** Permanent address of this comparison. */
  address: string;
  /** The whole comparison, including other pages. */
  whole: () => Promise<AnsweredDiff>;
}

/** The comparison as a file, as a citation, and as a permanent link. */
export function TakeAway({ title, basis: { from, to }, address, whole }: TakeAwayProps) {
  const { language, words } = useLanguage();
  const file = useMutation({
    mutationFn: async () => {
      const name = ['changes', from.asOf, 'to', to.asOf, 'known', String(to.position)].join('-');
      saveAs(new Blob([diffCsv(await whole())], { type: 'text/csv;charset=utf-8' }), `${name}.csv`);
    },
  });
  const side = (basis: AnsweredDiff['basis']['from']) => basisInWords(language, words, basis as Basis);
  const cited = words.comparisonCited(title, side(from), side(to), address, longDate(today(), language));
  return (
    <Section title={words.citation}>
      <p className="citation">{cited}</p>
      <div className="row">
        <CopyButton text={cited} label={words.copyCitation} />
        <CopyButton text={address} label={words.copyComparison} />
        <Button
          size="xs"
          variant="default"
          loading={file.isPending}
          onClick={() => {
            file.mutate();
          }}
        >
          {words.downloadCsv}
        </Button>
      </div>
      {file.error && (
        <p className="problem" role="alert">
          {faultText(file.error, words)}
        </p>
      )}
    </Section>
  );
}
