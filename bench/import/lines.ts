const LINES_A_POLICY = 20;
const STAGES = ['planned', 'approved', 'contracted', 'delivered'];

/** Import lines of about 300 bytes: policies with 19 developments each, in the order in which they would become known. */
export function* importLines(count: number): Generator<Buffer> {
  for (let n = 0; n < count; n += 1) yield Buffer.from(`${JSON.stringify(line(n))}\n`);
}

function line(n: number): object {
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
    recordedAt,
  };
}
