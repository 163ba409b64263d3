import { ButtonLink } from '../parts/button-link.js';
import { useBasis } from '../time/use-basis.js';
import { useWords } from '../words/language.js';

export function BackToPolicy({ policyId }: { policyId: string }) {
  const words = useWords();
  const { carried } = useBasis();
  return (
    <ButtonLink to="/policies/$policyId" params={{ policyId }} search={carried}>
      {words.backToPolicy}
    </ButtonLink>
  );
}
