import { ButtonLink } from '../parts/button-link.js';
import { useBasis } from '../time/use-basis.js';
import { useWords } from '../words/language.js';

/** Leads from the form of a new development to the correction of an existing one. */
export function CorrectInstead({ eventId }: { eventId: string }) {
  const words = useWords();
  const { carried } = useBasis();
  return (
    <ButtonLink to="/developments/$eventId/correct" params={{ eventId }} search={carried} size="compact-xs">
      {words.correctInstead}
    </ButtonLink>
  );
}
