import { instant, integer, json, list, map, object, oneOf, orNull, ref, text, yesOrNo } from './shapes.js';

/** Schemas of answers about the service and the kinds. */
export const SERVICE_SCHEMAS = {
  FormField: object({
    name: text,
    widget: text,
    required: yesOrNo,
    label: text,
    labels: map(text),
    help: text,
    helps: map(text),
    example: json,
    'default?': json,
  }),
  Kinds: object({
    items: list(
      object({
        kind: text,
        schemaVersion: integer,
        title: text,
        titles: map(text),
        description: text,
        descriptions: map(text),
        schema: map(json),
        examples: list(map(json)),
        form: list({ $ref: '#/components/schemas/FormField' }),
      }),
    ),
  }),
  ProblemType: object({ type: text, status: integer, title: text, explanation: text }),
  ProblemTypes: object({ items: list(ref('ProblemType')) }),
  OEmbed: object({
    version: { const: '1.0' },
    type: { const: 'rich' },
    title: text,
    provider_name: text,
    provider_url: text,
    'thumbnail_url?': text,
    'thumbnail_width?': integer,
    'thumbnail_height?': integer,
    width: integer,
    height: integer,
    html: text,
  }),
  Live: object({ status: { const: 'live' } }),
  Label: object({ label: text, labels: map(text) }),
  StatusLabel: object({
    label: text,
    labels: map(text),
    family: oneOf('proposed', 'decided', 'in-force', 'ended', 'other'),
  }),
  Labels: object({
    families: map(ref('Label')),
    statuses: map(ref('StatusLabel')),
    fields: map(ref('Label')),
    areas: map(ref('Label')),
    words: map(ref('Label')),
  }),
  Projections: object({
    items: list(
      object({
        name: text,
        checkpoint: integer,
        lag: integer,
        parked: { anyOf: [object({ position: integer, reason: text, at: instant }), { type: 'null' }] },
      }),
    ),
  }),
  NewKey: object({ id: text, role: text, note: text, expiresAt: orNull(instant), secret: text }),
  Keys: object({
    items: list(
      object({
        ...{ id: text, role: text, note: text, createdAt: instant, revokedAt: orNull(instant) },
        expiresAt: { ...orNull(instant), description: 'From when on it is refused; null: never' },
        createdBy: {
          ...orNull(text),
          description: 'The actor who made it; null: the first start, or before this was kept',
        },
        lastUsedAt: { ...orNull(instant), description: 'To a minute; null: not used since this is kept' },
      }),
    ),
  }),
  People: object({
    items: list(object({ id: text, name: text, firstSeenAt: instant, lastSeenAt: instant })),
  }),
  Audit: object({
    items: list(
      object({
        id: integer,
        at: instant,
        actor: { ...text, description: 'Who, as the log names actors' },
        act: { ...text, description: 'What, for example key-created' },
        target: { ...orNull(text), description: 'To what, by its id or name' },
        details: map(json),
        address: { ...text, description: 'From which network address' },
        requestId: text,
        'outcome?': {
          ...oneOf('unknown'),
          description:
            'It began, and it is not known whether it was done: it is under way, or was cut off. Left out: it was done',
        },
      }),
    ),
    'next?': text,
  }),
  Ready: object({ status: text, ready: list(text), 'warnings?': map(text) }),
} as const;
