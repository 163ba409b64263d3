import { Link } from '@tanstack/react-router';
import { useWords } from '../words/language.js';
import { Page } from './page.js';

export function NotFound() {
  const words = useWords();
  return (
    <Page title={words.notFound}>
      <Link to="/">{words.back}</Link>
    </Page>
  );
}
