import type { Source } from '../api/client.js';
import { useWords } from '../words/language.js';
import { DateText } from './period.js';

/** The sources of a development, in citable form. */
export function SourceList({ sources }: { sources: readonly Source[] }) {
  const words = useWords();
  return (
    <ul className="sources" aria-label={words.sources}>
      {sources.map((source, i) => (
        <li key={i}>
          {source.publisher !== undefined && <>{source.publisher}, </>}
          <SourceTitle source={source} />
          {source.published !== undefined && (
            <>
              {' '}
              (<DateText text={source.published} />)
            </>
          )}
          {source.locator !== undefined && <>, {source.locator}</>}
        </li>
      ))}
    </ul>
  );
}

function SourceTitle({ source: { title, url } }: { source: Source }) {
  // The service accepts only http and https; any other URL would not become a link.
  if (url === undefined || !/^https?:\/\//i.test(url)) return <cite>{title}</cite>;
  return (
    <a href={url} rel="noreferrer noopener" target="_blank">
      <cite>{title}</cite>
    </a>
  );
}
