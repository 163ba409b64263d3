import { systemClock } from '../../src/settings/system-clock.js';
import { People, type Person, type Subject } from '../../src/api/sign-in/people.js';

/** People in memory, for specs and benchmarks. */
export class FakePeople extends People {
  private readonly people = new Map<string, Person>();

  idOf({ issuer, subject, name }: Subject): Promise<string> {
    const key = JSON.stringify([issuer, subject]);
    const now = systemClock().toISOString();
    const known = this.people.get(key) ?? { id: `p${this.people.size + 1}`, firstSeenAt: now };
    this.people.set(key, { ...known, name, lastSeenAt: now });
    return Promise.resolve(known.id);
  }

  list(): Promise<Person[]> {
    return Promise.resolve([...this.people.values()].reverse());
  }

  forget(id: string): Promise<boolean> {
    const found = [...this.people].find(([, person]) => person.id === id);
    return Promise.resolve(found !== undefined && this.people.delete(found[0]));
  }
}
