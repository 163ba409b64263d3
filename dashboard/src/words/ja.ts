import type { Words } from './en.js';
import { common } from './ja/common.js';
import { time } from './ja/time.js';
import { overview } from './ja/overview.js';
import { policy } from './ja/policy.js';
import { compare } from './ja/compare.js';
import { record } from './ja/record.js';
import { share } from './ja/share.js';
import { operations } from './ja/operations.js';
import { imports as importing } from './ja/imports.js';
import { claims } from './ja/claims.js';

export const ja: Words = {
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
