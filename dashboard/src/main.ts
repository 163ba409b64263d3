import './styles/mantine.js';
import './styles/tokens.css';
import './styles/layout.css';
import './styles/timeline.css';
import './styles/overview.css';
import './styles/basis.css';
import './styles/record.css';
import './styles/policy.css';
import './styles/claims.css';
import './styles/imports.css';
import './styles/operations.css';
import './styles/print.css';
import { QueryClient } from '@tanstack/react-query';
import { askFirst } from './first-questions.js';
import { loadFirstWords } from './words/spoken.js';

// This file is small and loads first: the app, the words, the page and its first answers then load in parallel.
const client = new QueryClient({ defaultOptions: { queries: { staleTime: 10_000, retry: false } } });
const words = loadFirstWords();
askFirst(client, window.location);
// Not awaited: the app imports modules of this file, so it could not load before this file has ended.
void import('./app.js').then(({ startApp }) => startApp(client, words));
