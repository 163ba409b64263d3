export const SAME_COLUMNS = 'COPY of the same rows and columns';
export const AS_STORED = 'COPY of the rows as stored';

/** The queries of `COPY (SELECT …) TO STDOUT`, without an order; the second one leaves out the instants of recording. */
export const FLOORS: Readonly<Record<string, string>> = {
  [SAME_COLUMNS]: `
    SELECT p.policy_id, f.path, f.valid_from, f.valid_to, f.known_from, f.known_to, log.instant_text(began.recorded_at),
      log.instant_text(ended.recorded_at), f.definite, f.value, f.because, f.details
    FROM read.facts AS f JOIN read.policies AS p USING (policy_no) JOIN log.events AS began ON began.position = f.known_from
    LEFT JOIN log.events AS ended ON ended.position = f.known_to`,
  [AS_STORED]: `
    SELECT p.policy_id, f.path, f.valid_from, f.valid_to, f.known_from, f.known_to, f.definite, f.value, f.because, f.details
    FROM read.facts AS f JOIN read.policies AS p USING (policy_no)`,
};
