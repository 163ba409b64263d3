import { systemClock } from '../../src/settings/system-clock.js';
import { type Act, AuditLog, type KeptAct } from '../../src/api/audit/audit-log.js';

/** Acts in memory, for specs and benchmarks. */
export class FakeAuditLog extends AuditLog {
  readonly acts: KeptAct[] = [];

  add(act: Act): Promise<void> {
    this.acts.unshift({ ...act, id: this.acts.length + 1, at: systemClock().toISOString() });
    return Promise.resolve();
  }

  list(limit: number, before = Infinity): Promise<KeptAct[]> {
    return Promise.resolve(this.acts.filter(({ id }) => id < before).slice(0, limit));
  }
}
