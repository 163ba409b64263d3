import type { Change } from '../../domain/change.js';
import type { Reference } from '../../domain/bodies/contradicts.js';

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
