import { SetMetadata } from '@nestjs/common';

export const DECLARES_NO_POLICY_DATA = 'no-policy-data';

/**
 * For controllers whose answers hold nothing of the log: no erasure concerns them, so they answer without the database.
 * All others are held against the list of erasures, because a forgotten one would show what was erased.
 */
export const NoPolicyData = () => SetMetadata(DECLARES_NO_POLICY_DATA, true);
