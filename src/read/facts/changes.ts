import type { FieldEntry, Reading } from '../../domain/field-entry.js';
import type { Recomputed } from '../../domain/policy-timeline.js';
import type { PolicyHeader } from '../../domain/policy-event.js';
import { headerText } from '../../domain/state.js';
import { developmentRow } from './development-row.js';
import type { DevelopmentRow, FactRow, PolicyRow, VersionRow } from './tables.js';

/** Rows of one table that a batch of events opens, and open rows of earlier batches that it closes. */
export class TableChanges<Row extends { knownTo: number | null }> {
  readonly opened: Row[] = [];
  readonly closed: { row: Row; knownTo: number }[] = [];
  private readonly standing = new Map<string, Row>();

  open(key: string, row: Row): void {
    this.opened.push(row);
    this.standing.set(key, row);
  }

  /** @param row makes the open row, if an earlier batch opened it; its knownFrom need not be right */
  close(key: string, row: () => Row, knownTo: number): void {
    const own = this.standing.get(key);
    if (own) own.knownTo = knownTo;
    else this.closed.push({ row: row(), knownTo });
    this.standing.delete(key);
  }
}

/** A UUID. */
const ID_BYTES = 16;
const NO_IDS = Buffer.alloc(0);

/**
 * The changes of a batch of events to the read tables: one knowledge step per position, even inside a batch, and only for steps
 * that differ.
 */
export class Changes {
  readonly policies = new TableChanges<PolicyRow>();
  readonly facts = new TableChanges<FactRow>();
  readonly developments = new TableChanges<DevelopmentRow>();
  readonly versions: VersionRow[] = [];
  /** Characters of the texts of the opened facts. */
  characters = 0;
  private readonly bytesOfId = new Map<string, Buffer>();

  header(
    policyNo: number,
    policyId: string,
    position: number,
    before: PolicyHeader | null,
    now: PolicyHeader,
  ): void {
    const row = (header: PolicyHeader): PolicyRow => ({
      policyNo,
      policyId,
      knownFrom: position,
      knownTo: null,
      title: header.title,
      jurisdictions: header.jurisdictions,
      area: header.area,
      timeZone: header.timeZone,
      header: headerText(header),
    });
    if (before) this.policies.close(policyId, () => row(before), position);
    this.policies.open(policyId, row(now));
  }

  recomputed(policyNo: number, position: number, { moves, fields }: Recomputed): void {
    for (const { history, before, now } of moves) {
      const was = before && developmentRow(policyNo, position, history, before);
      if (was) this.developments.close(String(was.position), () => was, position);
      const is = now && developmentRow(policyNo, position, history, now);
      if (is) this.developments.open(String(is.position), is);
    }
    for (const [path, { before, now }] of fields) this.steps(policyNo, path, position, before, now);
  }

  private steps(
    policyNo: number,
    path: string,
    position: number,
    before: readonly FieldEntry[],
    now: readonly FieldEntry[],
  ): void {
    const standing = new Map(before.map((entry) => [entry.from, entry]));
    for (const entry of now) {
      const same = standing.get(entry.from);
      if (same && sameEntry(same, entry)) {
        standing.delete(entry.from);
        continue;
      }
      if (same) this.closeFact(policyNo, path, position, same);
      standing.delete(entry.from);
      const row = this.factRow(policyNo, path, position, entry);
      this.facts.open(`${policyNo} ${path} ${entry.from}`, row);
      this.characters += row.details.length + row.because.length;
    }
    for (const entry of standing.values()) this.closeFact(policyNo, path, position, entry);
  }

  private closeFact(policyNo: number, path: string, position: number, entry: FieldEntry): void {
    this.facts.close(
      `${policyNo} ${path} ${entry.from}`,
      // The ids are not written once more, and nothing is counted by them.
      () => this.factRow(policyNo, path, position, entry, () => NO_IDS),
      position,
    );
  }

  private factRow(
    policyNo: number,
    path: string,
    position: number,
    entry: FieldEntry,
    bytesOf = (because: readonly string[]) => this.bytesOf(because),
  ): FactRow {
    return {
      policyNo,
      path,
      validFrom: entry.from,
      validTo: entry.until,
      knownFrom: position,
      knownTo: null,
      definite: entry.certainty === 'definite',
      contested: entry.contested,
      value: entry.flag.value,
      because: bytesOf(entry.flag.because),
      details: entry.details,
      includeValue: entry.include?.value ?? null,
      includeBecause: entry.include && bytesOf(entry.include.because),
      excludeValue: entry.exclude?.value ?? null,
      excludeBecause: entry.exclude && bytesOf(entry.exclude.because),
    };
  }

  /** Ids, 16 bytes each. Many facts of a batch have the same ones. */
  private bytesOf(because: readonly string[]): Buffer {
    const [first] = because;
    if (first !== undefined && because.length === 1) return this.bytes(first);
    const all = Buffer.allocUnsafe(because.length * ID_BYTES);
    because.forEach((id, i) => {
      all.set(this.bytes(id), i * ID_BYTES);
    });
    return all;
  }

  private bytes(id: string): Buffer {
    const known = this.bytesOfId.get(id);
    if (known) return known;
    const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
    this.bytesOfId.set(id, bytes);
    return bytes;
  }
}

const sameEntry = (a: FieldEntry, b: FieldEntry): boolean =>
  a.until === b.until &&
  a.certainty === b.certainty &&
  a.contested === b.contested &&
  a.details === b.details &&
  sameReading(a.flag, b.flag) &&
  sameReading(a.include, b.include) &&
  sameReading(a.exclude, b.exclude);

const sameReading = (a: Reading | null, b: Reading | null): boolean =>
  a === b || (a !== null && b !== null && a.value === b.value && sameIds(a.because, b.because));

const sameIds = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, i) => id === b[i]);
