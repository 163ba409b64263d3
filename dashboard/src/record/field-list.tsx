import { goToField } from './field-id.js';

interface Item {
  pointer: string;
  name: string;
  detail?: string;
}

/** Field names, each with a link to its field. */
export function FieldList({ items }: { items: readonly Item[] }) {
  return (
    <ul className="field-list">
      {items.map(({ pointer, name, detail }, i) => (
        <li key={i}>
          <button
            type="button"
            className="as-link"
            onClick={() => {
              goToField(pointer);
            }}
          >
            {name}
          </button>
          {detail !== undefined && ` ${detail}`}
        </li>
      ))}
    </ul>
  );
}
