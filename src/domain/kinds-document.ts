import type { Kind, KindExample } from './define-kind.js';
import type { PayloadField } from './values/fields.js';

/** `docs/kinds.md`: every kind for readers, as Markdown that the formatter does not change. */
export function kindsDocument(kinds: readonly Kind[]): string {
  const contents = kinds.map(({ kind, title }) => `- [\`${kind}\`](#${kind}) ${title.en} · ${title.ja}`);
  return [
    '# Kinds of developments',
    'Generated from `src/domain/kinds/` by `npm run docs:kinds`; a test fails when it is out of date.',
    contents.join('\n'),
    ...kinds.flatMap(kindSection),
  ]
    .join('\n\n')
    .concat('\n');
}

function kindSection(kind: Kind): string[] {
  return [
    `## ${kind.kind}`,
    `**${kind.title.en}** (${kind.title.ja}). ${kind.description.en}`,
    kind.description.ja,
    [...kind.fields.values()].map(fieldLine).join('\n'),
    ...kind.examples.flatMap(exampleParts),
  ];
}

function fieldLine({ name, required, label, help, example, default: standIn }: PayloadField): string {
  const marks = [
    required ? 'required' : 'optional',
    ...(standIn === undefined ? [] : [`default \`${JSON.stringify(standIn)}\``]),
  ];
  return `- \`${name}\` (${marks.join(', ')}): ${label.en}, ${label.ja}. ${help.en} Example: \`${JSON.stringify(example)}\``;
}

function exampleParts({ effective, payload, effects }: KindExample): string[] {
  const lines = effects.map((effect) =>
    'set' in effect
      ? `- \`${effect.field}\` is \`${JSON.stringify(effect.set)}\``
      : `- \`${effect.field}\` is said no more`,
  );
  const intro = `Example: effective \`${effective}\`, \`${JSON.stringify(payload)}\` says`;
  return lines.length > 0 ? [intro, lines.join('\n')] : [`${intro} nothing about any field.`];
}
