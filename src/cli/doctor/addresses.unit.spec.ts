import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { readEnvironment } from '../../settings/read-environment.js';
import { addressFindings } from './addresses.js';

const answer = jest.spyOn(globalThis, 'fetch');
afterEach(() => {
  answer.mockReset();
});

async function told(settings: Record<string, string>): Promise<string[]> {
  const findings = await addressFindings(readEnvironment(settings));
  return findings.map(({ check, state, detail }) => `${check} ${state}: ${detail}`);
}
const PUBLIC = { PUBLIC_URL: 'https://timeline.example.org', TRUST_PROXY: '127.0.0.1' };

describe('The doctor', () => {
  it('asks where people reach the service whether it answers there', async () => {
    answer.mockResolvedValueOnce(new Response('{}'));
    expect(await told(PUBLIC)).toEqual([
      'public address ok: https://timeline.example.org answers',
      'proxies ok: Believed for the addresses of clients: 127.0.0.1',
    ]);
    expect(answer.mock.calls[0]?.[0]).toBe('https://timeline.example.org/health/live');
    answer.mockResolvedValueOnce(new Response('', { status: 404 }));
    expect((await told(PUBLIC))[0]).toMatch(/^public address warning: .* answers 404: .*pass that path on/);
    const cause = Object.assign(new Error('no such host'), { code: 'ENOTFOUND' });
    answer.mockRejectedValueOnce(new TypeError('fetch failed', { cause }));
    expect((await told(PUBLIC))[0]).toMatch(/^public address warning: .*\(ENOTFOUND\)/);
  });

  it.each([
    [{}, /^public address warning: PUBLIC_URL is not set.*Set it/],
    [{ PUBLIC_URL: 'http://localhost:3000' }, /^public address ok/],
    [{ PUBLIC_URL: 'http://localhost:3000', HOST: '0.0.0.0' }, /^public address warning: .*HOST=0\.0\.0\.0/],
    [{ PUBLIC_URL: 'http://timeline.example.org' }, /^public address warning: .*set https/],
  ])('knows what is wrong with the public address of %j', async (settings, expected) => {
    expect((await told(settings))[0]).toMatch(expected);
    expect(answer).not.toHaveBeenCalled();
  });

  it.each([
    [{}, /^proxies ok: No proxy is trusted/],
    [{ ...PUBLIC, TRUST_PROXY: '' }, /^proxies warning: .*TRUST_PROXY does not name it/],
    [{ ...PUBLIC, TRUST_PROXY: '10.0.0.7' }, /^proxies warning: HOST=127\.0\.0\.1 .*Add loopback/],
    [{ ...PUBLIC, TRUST_PROXY: '10.0.0.7', HOST: '0.0.0.0' }, /^proxies ok/],
    [{ ...PUBLIC, TRUST_PROXY: '10.0.0.7, loopback' }, /^proxies ok/],
    [{ ...PUBLIC, TRUST_PROXY: '127.0.0.1, 0.0.0.0/0' }, /^proxies failed: .*0\.0\.0\.0\/0: anybody/],
  ])('knows what is wrong with the proxies of %j', async (settings, expected) => {
    answer.mockResolvedValueOnce(new Response('{}'));
    expect((await told(settings))[1]).toMatch(expected);
  });
});
