import { day, yesOrNo } from '../../domain/values/parameter.js';

/** For changes with a dry run. */
export const DRY_RUN = {
  dryRun: yesOrNo('true: show what this would lead to, and write nothing'),
  asOf: day("For dryRun: the day to show; default: today in the policy's time zone"),
};
