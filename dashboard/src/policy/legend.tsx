import { useWords } from '../words/language.js';

export function Legend() {
  const { legend, claims } = useWords();
  return (
    <ul className="legend">
      <li>
        <svg width="14" height="14" aria-hidden="true" className="glyph done">
          <path d="M7 1l6 6l-6 6l-6 -6z" />
        </svg>
        {legend.certain}
      </li>
      <li>
        <svg width="34" height="14" aria-hidden="true" className="glyph done">
          <rect x="0" y="2" width="34" height="10" rx="5" />
        </svg>
        {legend.possible}
      </li>
      <li>
        <svg width="34" height="14" aria-hidden="true">
          <rect className="hatched" x="1" y="2" width="32" height="10" rx="3" />
        </svg>
        {claims.contested}
      </li>
      <li>
        <svg width="14" height="14" aria-hidden="true" className="glyph later">
          <path d="M7 1l6 6l-6 6l-6 -6z" />
        </svg>
        {legend.planned}
      </li>
      <li>
        <svg width="18" height="14" aria-hidden="true" className="glyph gone">
          <path d="M9 1l6 6l-6 6l-6 -6z" />
          <line x1="1" x2="17" y1="11" y2="3" />
        </svg>
        {legend.superseded}
      </li>
      <li>
        <svg width="6" height="14" aria-hidden="true">
          <line className="now" x1="3" x2="3" y1="0" y2="14" />
        </svg>
        {legend.cursor}
      </li>
    </ul>
  );
}
