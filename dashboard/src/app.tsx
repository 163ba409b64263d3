import { MantineProvider } from '@mantine/core';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { LabelsProvider } from './labels/use-labels.js';
import { router } from './router.js';
import { LanguageProvider } from './words/language.js';
import type { Spoken } from './words/spoken.js';

/** Shows the page of the address, once its code and its words are loaded. */
export async function startApp(client: QueryClient, words: Promise<Spoken>): Promise<void> {
  const [first] = await Promise.all([words, router.load()]);
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
}
