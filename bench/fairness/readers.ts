/** Endless readers of dear questions, in a process of their own: `readers.ts <url of the service> <readers> <addresses>`. */
import { Agent, get } from 'node:http';

/** The dearest that may be asked; `n` varies them, so that no answer is remembered. */
const DEAR: readonly ((n: number) => string)[] = [
  (n) => `/v1/diff?fromAsOf=19${90 + (n % 9)}-01-01&toAsOf=2024-06-${10 + (n % 9)}&limit=1000`,
  (n) => `/v1/panel?field=status&from=2023-01-0${1 + (n % 9)}&to=2023-04-0${1 + (n % 9)}&step=day&limit=1000`,
  (n) => `/v1/policies?limit=1000&fields=true&publishedBy=2024-0${1 + (n % 4)}-01`,
  (n) => `/v1/policies?limit=1000&fields=true&asOf=2023-0${1 + (n % 9)}-01`,
  (n) => `/v1/summary?publishedBy=2024-0${1 + (n % 4)}-01`,
  () => '/v1/calendar.ics',
  () => '/v1/policies.csv',
];

const [url = '', readers = '50', addresses = '1'] = process.argv.slice(2);
const answers = new Map<string, number>();
let going = true;

async function read(reader: number): Promise<void> {
  // All of 127.0.0.0/8 is this machine, so each reader may have an address of its own.
  const agent = new Agent({ keepAlive: true, localAddress: `127.0.0.${2 + (reader % Number(addresses))}` });
  for (let n = reader; going; n += 1) {
    const outcome = await ask(url + (DEAR[n % DEAR.length]?.(n) ?? ''), agent);
    answers.set(outcome, (answers.get(outcome) ?? 0) + 1);
  }
  agent.destroy();
}

const ask = (address: string, agent: Agent): Promise<string> =>
  new Promise((resolve) => {
    get(address, { agent }, (response) => {
      response.resume();
      response.once('end', () => {
        resolve(String(response.statusCode));
      });
      response.once('error', () => {
        resolve('cut');
      });
    }).once('error', () => {
      resolve('no connection');
    });
  });

const all = Promise.all(Array.from({ length: Number(readers) }, (_, reader) => read(reader)));
process.on('message', () => {
  going = false;
  void all.then(() => process.send?.(Object.fromEntries(answers)));
});
