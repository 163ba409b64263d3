/**
 * Developments of one policy that contradict each other on one field, directly or through others, while more than one of them
 * is believed. In each possible world exactly one of their assignments of the field holds (docs/time-model.md, "Contests").
 */
export interface Contest {
  /** The position of the first version of its first member: unique among the contests on one field. */
  id: number;
  /** Number of believed members, at least 2. */
  size: number;
}
