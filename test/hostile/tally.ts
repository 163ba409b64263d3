/** What an answer must never show: stacks, SQL, paths of files, names of what is below. */
const LEAKS: readonly RegExp[] = [
  /\n\s+at /,
  /node_modules|node:internal|\.(ts|js|mjs):\d+/,
  /syntax error at or near|violates \w+ constraint|invalid (input syntax|byte sequence)|duplicate key value/,
  /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b.+\b(FROM|VALUES|SET|WHERE)\b/,
  /Prisma|pg_catalog|SQLSTATE|ECONN|ENOENT/,
];

export interface Got {
  status: number;
  type: string;
  text: string;
}

/** Counts answers, and keeps the first of those that break a promise. */
export class Tally {
  requests = 0;
  readonly byStatus = new Map<number, number>();
  readonly broken: string[] = [];
  private readonly paths = [process.cwd(), process.execPath, '/tmp/', '/usr/lib'];

  /** @param sent what the client sent itself may come back */
  note(asked: string, { status, type, text }: Got, sent = ''): void {
    this.requests += 1;
    this.byStatus.set(status, (this.byStatus.get(status) ?? 0) + 1);
    if (status >= 500) this.break(`${asked}: ${String(status)} ${text.slice(0, 300)}`);
    if (status < 400) return;
    if (!type.startsWith('application/problem+json')) this.break(`${asked}: ${String(status)} as ${type}`);
    const own =
      sent === '' ? text : text.replaceAll(sent, '').replaceAll(JSON.stringify(sent).slice(1, -1), '');
    const shown = [
      ...LEAKS.filter((leak) => leak.test(own)),
      ...this.paths.filter((path) => own.includes(path)),
    ];
    if (shown.length > 0) this.break(`${asked}: shows ${shown.join(', ')}: ${own.slice(0, 300)}`);
  }

  break(what: string): void {
    if (this.broken.length >= 20) return;
    this.broken.push(what);
    // A long run says it at once.
    process.stdout.write(`hostile, BROKEN: ${what}\n`);
  }

  get figures(): string {
    const statuses = [...this.byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, n]) => `${String(status)}: ${String(n)}`);
    return `${String(this.requests)} requests (${statuses.join(', ')})`;
  }
}
