/**
 * Runs tasks of the same key one after the other, tasks of different keys side by side. Without it, concurrent changes of one
 * policy would each be decided on the same version, and all but one decided again.
 */
export class OneAtATime {
  private readonly tails = new Map<string, Promise<unknown>>();

  run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const before = this.tails.get(key) ?? Promise.resolve();
    const result = before.then(task, task);
    const tail = result.catch(() => undefined); // its failure is the caller's to hear, not the next task's
    this.tails.set(key, tail);
    void tail.then(() => {
      if (this.tails.get(key) === tail) this.tails.delete(key);
    });
    return result;
  }
}
