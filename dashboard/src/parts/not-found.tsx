import { Button, TextInput } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useBasis } from '../time/use-basis.js';
import { useWords } from '../words/language.js';
import { Page } from './page.js';

/** The page for a wrong address: what is missing, a search, and links back. */
export function NotFound({ title, children }: { title?: string; children?: ReactNode }) {
  const words = useWords();
  const navigate = useNavigate();
  const { carried } = useBasis();
  const [q, setQ] = useState('');
  return (
    <Page title={title ?? words.notFound}>
      {children}
      <form
        className="row"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          void navigate({ to: '/', search: { ...carried, q } });
        }}
      >
        <TextInput
          label={words.findPolicy}
          value={q}
          onChange={({ currentTarget }) => {
            setQ(currentTarget.value);
          }}
        />
        <Button type="submit">{words.search}</Button>
      </form>
      <Link to="/" search={carried}>
        {words.back}
      </Link>
    </Page>
  );
}
