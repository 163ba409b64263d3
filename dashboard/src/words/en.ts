import { common } from './en/common.js';
import { time } from './en/time.js';
import { overview } from './en/overview.js';
import { policy } from './en/policy.js';
import { compare } from './en/compare.js';
import { record } from './en/record.js';
import { share } from './en/share.js';
import { operations } from './en/operations.js';
import { imports as importing } from './en/imports.js';
import { claims } from './en/claims.js';
import type { Translation } from './translation.js';

/** All words of the dashboard that do not come from the service. */
export const en = {
  ...common,
  ...time,
  ...overview,
  ...policy,
  ...compare,
  ...share,
  ...record,
  ...operations,
  ...importing,
  ...claims,
};

export type Words = Translation<typeof en>;
