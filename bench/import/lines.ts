const LINES_A_POLICY = 20;
const STAGES = ['planned', 'approved', 'contracted', 'delivered'];

/** Chunk size of a file read from a disk. */
const CHUNK = 1 << 16;

/**
 * A file of import lines of about 300 bytes: policies with 19 developments each, in the order of recording.
 * @param note further text of each development, to make the lines longer
 */
export function* importFileOf(count: number, note?: string): Generator<Buffer> {
  let text = '';
  for (let n = 0; n < count; n += 1) {
    text += `${JSON.stringify(line(n, note))}\n`;
    if (text.length < CHUNK) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

function line(n: number, note: string | undefined): object {
  const id = `p-${Math.floor(n / LINES_A_POLICY)}`;
  const step = n % LINES_A_POLICY;
  const recordedAt = new Date(Date.UTC(2020, 0) + n * 1000).toISOString();
  if (step === 0)
    return { policy: { id, title: `Policy ${id}`, jurisdiction: 'JP', area: 'tests' }, recordedAt };
  const effective = new Date(Date.UTC(2020, 0, 1 + step * 7)).toISOString().slice(0, 10);
  return {
    policyId: id,
    kind: 'status-reported',
    effective,
    payload: { status: STAGES[step % STAGES.length], attributes: { [`part-${step % 5}`]: step } },
    sources: [{ title: 'A register', url: `https://example.org/${id}/${step}`, published: effective }],
    externalId: `bench:${n}`,
    ...(note !== undefined && { note }),
    recordedAt,
  };
}
