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
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { LabelsProvider } from './labels/use-labels.js';
import { router } from './router.js';
import { firstSpoken, LanguageProvider } from './words/language.js';

// Words and code of the page load in parallel.
const [first] = await Promise.all([firstSpoken(), router.load()]);
const client = new QueryClient({ defaultOptions: { queries: { staleTime: 10_000, retry: false } } });

// Mantine would write style elements for variables and classes, which the content policy forbids; its style sheet
// holds the same variables, and tokens.css ours.
createRoot(document.getElementById('root') ?? document.body).render(
  <StrictMode>
    <MantineProvider
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
      deduplicateInlineStyles={false}
    >
      <LanguageProvider first={first}>
        <QueryClientProvider client={client}>
          <LabelsProvider>
            <RouterProvider router={router} />
          </LabelsProvider>
        </QueryClientProvider>
      </LanguageProvider>
    </MantineProvider>
  </StrictMode>,
);
