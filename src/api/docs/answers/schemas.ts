import { COUNT_SCHEMAS } from './counts.js';
import { DEVELOPMENT_SCHEMAS } from './developments.js';
import { JOB_SCHEMAS } from './jobs.js';
import { POLICY_SCHEMAS } from './policies.js';
import { PROOF_SCHEMAS } from './proof.js';
import { SERVICE_SCHEMAS } from './service.js';

/** The schemas of all answers in JSON, by the names that @Operation gives. */
export const SCHEMAS = {
  ...POLICY_SCHEMAS,
  ...COUNT_SCHEMAS,
  ...DEVELOPMENT_SCHEMAS,
  ...PROOF_SCHEMAS,
  ...SERVICE_SCHEMAS,
  ...JOB_SCHEMAS,
};
