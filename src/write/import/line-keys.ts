import { externalIdOf, type Change } from '../../domain/change.js';
import { externalKey } from '../../domain/external-key.js';
import { digestOf } from '../../event-store/canonical.js';
import type { IdempotencyKey } from '../../event-store/event.js';
import type { Reference } from '../../domain/bodies/contradicts.js';
import type { ImportLine } from './import-line.js';

/** The idempotency key of a line; undefined for a policy, which is identified by its stream. */
export function keyOf({ change, ownName, timesStated }: ImportLine): string | undefined {
  if (change.type === 'register') return undefined;
  const externalId = externalIdOf(change);
  if (externalId !== undefined) return externalKey(externalId);
  return timesStated === 1 ? firstKey({ ownName }) : `line:${ownName}:${timesStated}`;
}

/** The key of a line without externalId when it is recorded for the first time. */
export const firstKey = ({ ownName }: Pick<ImportLine, 'ownName'>): string => `line:${ownName}`;

/** The key of a line without externalId whose development was retracted and which is recorded again. */
export const keyAfterRetraction = (key: string, retracted: string): string => `${key}:after:${retracted}`;

/** Whether the development of a line may be recorded again. An externalId belongs to one development permanently. */
export const isRepeatable = ({ change, ownName }: ImportLine): boolean =>
  change.type === 'record' && ownName !== '';

/**
 * The digest of the same request over HTTP, so that an import and HTTP do not repeat each other's changes.
 * @param aimed the change of the line, with the event id of its target and the policy of a ruling
 */
export function digestOfLine({ body }: ImportLine, aimed: Change): IdempotencyKey['digest'] {
  return digestOf({ [aimed.type]: 'policyId' in aimed ? aimed.policyId : aimed.target, body });
}

/** A reference in a line, with its JSON pointer. */
export interface NameInLine {
  name: Reference;
  pointer: string;
}

/** All developments and rulings that a line names: a target by its externalId, others by externalId or event id. */
export function namesIn(change: Change): NameInLine[] {
  switch (change.type) {
    case 'register':
    case 'amend':
      return [];
    case 'record':
      return contradicted(change.input.contradicts);
    case 'correct':
      return [{ name: change.target, pointer: '/corrects' }, ...contradicted(change.input.contradicts)];
    case 'retract':
      return [{ name: change.target, pointer: '/retracts' }];
    case 'rule': {
      const { prefer, reject = [], expected = [] } = change.input;
      return [
        ...(prefer === undefined ? [] : [{ name: prefer, pointer: '/ruling/prefer' }]),
        ...reject.map((name, i) => ({ name, pointer: `/ruling/reject/${i}` })),
        ...expected.map((name, i) => ({ name, pointer: `/ruling/expected/${i}` })),
      ];
    }
  }
}

/** The first reference in a line without a policy: the line belongs to the policy of that event. Else undefined. */
export function nameOfPolicy(change: Change): NameInLine | undefined {
  return 'policyId' in change && change.policyId !== '' ? undefined : namesIn(change)[0];
}

const contradicted = (links: readonly { id: Reference }[] = []): NameInLine[] =>
  links.map(({ id }, i) => ({ name: id, pointer: `/contradicts/${i}` }));
