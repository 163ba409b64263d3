import { DomainProblem } from '../../domain/problem.js';
import { tracesIn } from '../../domain/redaction.js';
import type { AsOfQuery } from '../../read/basis/as-of-query.js';
import type { ReadSide } from '../../read/read-side.js';
import type { FieldShown, PolicyPicture, SourceShown, StepShown } from './policy-picture.js';
import type { Language } from './words.js';

/** More steps than a reader looks at; they bound the size of the page. */
const MOST_STEPS = 40;
const MOST_ITEMS = 1000;
const MOST_SOURCES = 2;

interface State {
  policyId: string;
  title: string;
  titles?: Partial<Record<Language, string>>;
  jurisdictions: readonly string[];
  area: string;
  existence: string;
  basis: PolicyPicture['basis'];
  fields: Readonly<Record<string, FieldShown>>;
  permalink: string;
}
type Step = StepShown & { field: string };
interface Status {
  status: 'best-known' | 'changed';
  changes: readonly { field: string; new?: FieldShown }[];
}

/** Reads what a picture of a policy shows, all at one position of the log. */
export class PictureReader {
  constructor(private readonly read: ReadSide) {}

  /**
   * @param field which field; default: the status, or else the first one
   * @throws DomainProblem what StateReader.answer throws, and `field-not-known`
   */
  async picture(
    policyId: string,
    query: AsOfQuery,
    { field, language }: { field?: string | undefined; language: Language },
  ): Promise<PolicyPicture> {
    const state = parsed(await this.read.state.answer(policyId, query)) as State;
    const { basis, fields, permalink, titles } = state;
    const known = {
      position: basis.position,
      ...(basis.publishedBy !== undefined && { publishedBy: basis.publishedBy }),
      limit: MOST_ITEMS,
    };
    const steps = await this.steps(policyId, known, field);
    const shown = steps[0]?.field ?? field ?? 'status';
    const last = steps.slice(-MOST_STEPS);
    const behind = await this.developments(policyId, known, last);
    return {
      ...state,
      title: titles?.[language] ?? state.title,
      pinned: permalink.slice(permalink.indexOf('?') + 1),
      field: shown,
      now: fields[shown],
      steps: last,
      left: steps.length - last.length,
      sources: new Map(
        behind.map(({ eventId, sources }) => [eventId, sources.slice(0, MOST_SOURCES)] as const),
      ),
      erasedBy: tracesIn(JSON.stringify([state.title, titles, fields[shown], last, behind])),
      changed: await this.changed(policyId, { ...query, asOf: basis.asOf }, shown),
    };
  }

  private async steps(policyId: string, known: Known, field: string | undefined): Promise<Step[]> {
    const of = async (asked: { field?: string }) =>
      (parsed(await this.read.history.answer(policyId, { ...known, ...asked })) as { items: Step[] }).items;
    const found = await of({ field: field ?? 'status' });
    if (found.length > 0) return found;
    if (field !== undefined)
      throw new DomainProblem('field-not-known', `Nothing is known of the field "${field}" of this policy`);
    const all = await of({});
    return all.filter((step) => step.field === all[0]?.field);
  }

  /** The developments behind the steps. */
  private async developments(
    policyId: string,
    known: Known,
    steps: readonly Step[],
  ): Promise<{ eventId: string; sources: SourceShown[] }[]> {
    const wanted = new Set(steps.flatMap(({ because }) => because));
    const { items } = parsed(await this.read.timeline.answer(policyId, known)) as {
      items: { eventId: string; sources: SourceShown[] }[];
    };
    return items.filter(({ eventId }) => wanted.has(eventId));
  }

  /** A question that is not pinned has the newest answer. */
  private async changed(
    policyId: string,
    query: AsOfQuery & { asOf: string },
    field: string,
  ): Promise<PolicyPicture['changed']> {
    if (query.position === undefined && query.knownAt === undefined) return undefined;
    const { status, changes } = parsed(await this.read.answerStatus.answer(policyId, query)) as Status;
    if (status === 'best-known') return undefined;
    const own = changes.find((change) => change.field === field);
    return own ? { now: own.new } : {};
  }
}

interface Known {
  position: number;
  publishedBy?: string;
  limit: number;
}

const parsed = ({ body }: { body: string }): unknown => JSON.parse(body);
