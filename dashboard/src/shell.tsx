import { ActionIcon, Button, useMantineColorScheme, useComputedColorScheme } from '@mantine/core';
import { Link, Outlet, useSearch } from '@tanstack/react-router';
import { SignIn } from './session/sign-in.js';
import { BasisNotice } from './time/basis-notice.js';
import { basisFaults } from './time/basis.js';
import { useBasis } from './time/use-basis.js';
import { useLanguage } from './words/language.js';

/** The frame of every page: navigation, language, colours, and the key. */
export function Shell() {
  const { words } = useLanguage();
  const { carried } = useBasis();
  const faults = basisFaults(useSearch({ strict: false }));
  return (
    <>
      <a className="skip" href="#content">
        {words.skip}
      </a>
      <header className="top">
        <Link to="/" search={carried} className="brand">
          {words.appName}
        </Link>
        <nav aria-label={words.appName}>
          <Link to="/" search={carried} activeOptions={{ exact: true, includeSearch: false }}>
            {words.overview}
          </Link>
          <Link to="/operations" search={carried} activeOptions={{ includeSearch: false }}>
            {words.operations}
          </Link>
          <a href="/docs">{words.apiDocs}</a>
        </nav>
        <div className="top-tools">
          <LanguageSwitch />
          <ColourSwitch />
          <SignIn />
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        {faults.length > 0 ? <BasisNotice faults={faults} /> : <Outlet />}
      </main>
    </>
  );
}

function LanguageSwitch() {
  const { language, words, choose } = useLanguage();
  const other = language === 'en' ? 'ja' : 'en';
  return (
    <Button
      variant="default"
      size="xs"
      lang={other}
      onClick={() => {
        choose(other);
      }}
    >
      {words.language}
    </Button>
  );
}

function ColourSwitch() {
  const { words } = useLanguage();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  return (
    <ActionIcon
      variant="default"
      size={30}
      aria-label={words.theme}
      aria-pressed={dark}
      onClick={() => {
        setColorScheme(dark ? 'light' : 'dark');
      }}
    >
      <span aria-hidden="true">{dark ? '☀' : '☾'}</span>
    </ActionIcon>
  );
}
