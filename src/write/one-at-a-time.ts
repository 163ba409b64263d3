/**
 * Runs tasks with the same key one after the other, and tasks with different keys concurrently. Without it, concurrent changes
 * of one policy would all be decided on the same version, and all but one would have to be decided again.
 */
export class OneAtATime {
  private readonly tails = new Map<string, Promise<unknown>>();

  run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const before = this.tails.get(key) ?? Promise.resolve();
    const result = before.then(task, task);
    const tail = result.catch(() => undefined); // the caller handles its failure, not the next task
    this.tails.set(key, tail);
    void tail.then(() => {
      if (this.tails.get(key) === tail) this.tails.delete(key);
    });
    return result;
  }
}
