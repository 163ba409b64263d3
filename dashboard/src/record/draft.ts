import type { Kind, Source, TimelineItem } from '../api/client.js';
import { dateToSend } from '../edtf/read-date.js';
import { widgetOf, type Entry } from './widgets.js';

/** The contents of a form: texts as typed; maps as lists of entries, so that names can be edited. */
export interface Draft {
  effective: string;
  published: string;
  sequence: string;
  assertion: TimelineItem['assertion'];
  note: string;
  sources: Source[];
  payload: Record<string, string | Entry[]>;
  /** Event ids of developments that say otherwise, and stand beside this one. */
  contradicts: readonly string[];
  /** The links of the version that is corrected. Those that are sent replace them, so they are sent with new ones. */
  links: TimelineItem['contradicts'];
}

export const emptySource: Source = { title: '' };

export function emptyDraft(kind: Kind): Draft {
  const payload = Object.fromEntries(
    kind.form.map(({ name, widget, default: given }) => [name, widgetOf(widget).write(given)]),
  );
  return {
    effective: '',
    published: '',
    sequence: '',
    assertion: 'confirmed',
    note: '',
    sources: [emptySource],
    payload,
    contradicts: [],
    links: undefined,
  };
}

/** The draft for another kind: it keeps dates, sources and the properties that both kinds have. */
export function withKind(draft: Draft | null, kind: Kind): Draft {
  const fresh = emptyDraft(kind);
  if (!draft) return fresh;
  const shared = kind.form.flatMap(({ name }) => {
    const typed = draft.payload[name];
    return typed === undefined || typed.length === 0 ? [] : [[name, typed] as const];
  });
  return { ...draft, contradicts: [], payload: { ...fresh.payload, ...Object.fromEntries(shared) } };
}

/** A recorded development as the start of its correction. */
export function draftOf(item: TimelineItem, kind: Kind): Draft {
  return {
    effective: item.effective.text,
    // A derived date is left out, so that it follows corrected sources.
    published: item.publishedDerived ? '' : (item.published ?? ''),
    sequence: item.sequence?.toString() ?? '',
    assertion: item.assertion,
    note: item.note ?? '',
    sources: item.sources,
    payload: Object.fromEntries(
      kind.form.map(({ name, widget }) => [name, widgetOf(widget).write(item.payload[name])]),
    ),
    contradicts: [],
    links: item.contradicts,
  };
}

/** The body to send, without empty members. */
export function bodyOf(draft: Draft, kind: Kind, country: string | undefined) {
  const payload = Object.fromEntries(
    kind.form
      .map(({ name, widget }) => [name, widgetOf(widget).read(draft.payload[name] ?? '', country)] as const)
      .filter(([, value]) => value !== undefined),
  );
  const sequence = Number(draft.sequence);
  return {
    kind: kind.kind as 'verified',
    effective: dateToSend(draft.effective, country),
    payload,
    sources: distinctSources(draft.sources),
    ...(draft.published.trim() !== '' && { published: dateToSend(draft.published, country) }),
    ...(draft.sequence.trim() !== '' && { sequence }),
    ...(draft.assertion !== 'confirmed' && { assertion: draft.assertion }),
    ...(draft.contradicts.length > 0 && { contradicts: [...linksToKeep(draft), ...draft.contradicts] }),
    ...(draft.note.trim() !== '' && { note: draft.note.trim() }),
  };
}

const linksToKeep = ({ links = [], contradicts }: Draft) =>
  links
    .filter(({ eventId }) => !contradicts.includes(eventId))
    .map(({ eventId, fields }) => ({ id: eventId, fields }));

/** Sources without empty members, each once. */
export function distinctSources(sources: readonly Source[]): Source[] {
  const seen = new Map<string, Source>();
  for (const source of sources) {
    const members = Object.entries<unknown>({ ...source }).map(([name, value]) => {
      // The form has no place for identifiers: those of a corrected development stay.
      if (typeof value !== 'string') return [name, value] as const;
      return [name, name === 'published' || name === 'accessed' ? dateToSend(value) : value.trim()] as const;
    });
    const told = members.filter(([, value]) => value !== '').sort(([a], [b]) => (a < b ? -1 : 1));
    if (told.length > 0) seen.set(JSON.stringify(told), Object.fromEntries(told) as unknown as Source);
  }
  return [...seen.values()];
}
