import { expect, it } from '@jest/globals';
import { PublicUrl } from './public-url.js';

it('links begin with the setting, independent of the Host header', () => {
  const url = new PublicUrl('https://timeline.example.org');
  expect(url.of({ host: 'evil.example', protocol: 'http' })).toBe('https://timeline.example.org');
});

it.each([
  ['127.0.0.1:3000', 'http://127.0.0.1:3000'],
  ['[::1]:3000', 'http://[::1]:3000'],
  ['timeline.example.org', 'http://timeline.example.org'],
  ['user@evil.example', ''],
  ['a/b', ''],
  ['"><script>', ''],
  ['', ''],
])('without it with the address of the request, if it is one: %j', (host, base) => {
  expect(new PublicUrl(undefined).of({ host, protocol: 'http' })).toBe(base);
});

it.each([
  ['127.0.0.1:3000', 'http://127.0.0.1:3000'],
  ['[::1]:3000', 'http://[::1]:3000'],
  ['localhost', 'http://localhost'],
  ['127.0.0.1.evil.example', undefined],
  ['timeline.example.org', undefined],
])('what others are to open has the address of the request only on one machine: %j', (host, base) => {
  expect(new PublicUrl(undefined).own({ host, protocol: 'http' })).toBe(base);
  expect(new PublicUrl('https://a.example').own({ host, protocol: 'http' })).toBe('https://a.example');
});
