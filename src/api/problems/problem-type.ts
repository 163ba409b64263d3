export interface ProblemType {
  status: number;
  /** Short, the same for every occurrence (RFC 9457, section 3.1.3). */
  title: string;
  /** Meaning and remedy, for a person who follows the problem's `type`. */
  explanation: string;
}

export const problemType = (status: number, title: string, explanation: string): ProblemType => ({
  status,
  title,
  explanation,
});
