import { systemClock } from '../../src/settings/system-clock.js';
import { type Act, AuditLog, type KeptAct, type Outcome } from '../../src/api/audit/audit-log.js';

/** Acts in memory, for specs and benchmarks. */
export class FakeAuditLog extends AuditLog {
  private readonly begun: (Act & Pick<KeptAct, 'id' | 'at'>)[] = [];
  private readonly outcomes = new Map<number, Outcome>();

  begin(act: Act): Promise<number> {
    const id = this.begun.length + 1;
    this.begun.unshift({ ...act, id, at: systemClock().toISOString() });
    return Promise.resolve(id);
  }

  end(id: number, outcome: Outcome): Promise<void> {
    this.outcomes.set(id, outcome);
    return Promise.resolve();
  }

  get acts(): KeptAct[] {
    return this.begun.flatMap((act): KeptAct[] => {
      const outcome = this.outcomes.get(act.id);
      if (!outcome) return [{ ...act, details: {}, outcome: 'unknown' }];
      const { refused, target, details } = outcome;
      return refused ? [] : [{ ...act, target, details }];
    });
  }

  list(limit: number, before = Infinity): Promise<KeptAct[]> {
    return Promise.resolve(this.acts.filter(({ id }) => id < before).slice(0, limit));
  }
}
