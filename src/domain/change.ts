import { checkAmendment } from './bodies/amendment.js';
import { checkDevelopment, type DevelopmentInput } from './bodies/development.js';
import { checkRegistration, type RegistrationInput } from './bodies/registration.js';
import { checkRetraction, type RetractionInput } from './bodies/retraction.js';
import type { Checked } from './values/value.js';
import { checkRuling, type RulingInput } from './bodies/ruling.js';
import type { Json } from './json.js';
import type { Amended } from './policy-event.js';
import { DomainProblem } from './problem.js';

/** A change as requested: the verb with its target, and the unchecked body. */
export type ChangeRequest =
  | { register: Json }
  | { amend: string; body: Json }
  | { record: string; body: Json }
  | { correct: string; body: Json }
  | { retract: string; body: Json }
  | { rule: string; body: Json };

/** A change with a valid body; `decide` checks it against the policy. */
export type Change =
  | { type: 'register'; policyId: string; header: RegistrationInput['header'] }
  | { type: 'amend'; policyId: string; changes: Amended['changes'] }
  | { type: 'record'; policyId: string; input: DevelopmentInput }
  | { type: 'correct'; target: string; input: DevelopmentInput }
  | { type: 'retract'; target: string; input: RetractionInput }
  | { type: 'rule'; policyId: string; input: RulingInput };

/** Checks the body of a request. @throws DomainProblem `invalid-input` with all its problems */
export function readChange(request: ChangeRequest): Change {
  if ('register' in request) return { type: 'register', ...valid(checkRegistration(request.register)) };
  const { body } = request;
  if ('amend' in request)
    return { type: 'amend', policyId: request.amend, changes: valid(checkAmendment(body)) };
  if ('record' in request)
    return { type: 'record', policyId: request.record, input: valid(checkDevelopment(body)) };
  if ('correct' in request)
    return { type: 'correct', target: request.correct, input: valid(checkDevelopment(body)) };
  if ('rule' in request) return { type: 'rule', policyId: request.rule, input: valid(checkRuling(body)) };
  return { type: 'retract', target: request.retract, input: valid(checkRetraction(body)) };
}

/** The externalId that a change gives to the event it records. */
export function externalIdOf(change: Change): string | undefined {
  if (change.type === 'register' || change.type === 'amend') return undefined;
  return 'data' in change.input ? change.input.data.externalId : change.input.externalId;
}

function valid<T>(checked: Checked<T>): T {
  if ('value' in checked) return checked.value;
  const count = checked.problems.length;
  const detail = count === 1 ? 'The body has a mistake' : `The body has ${count} mistakes`;
  throw new DomainProblem('invalid-input', detail, { errors: checked.problems });
}
