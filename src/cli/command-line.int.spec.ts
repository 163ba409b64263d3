import { expect, it } from '@jest/globals';
import { program } from './command-line.js';

it('each command is loaded alone by its own name', async () => {
  const names = (await program()).commands.map((command) => command.name());
  expect(names).toContain('verify');
  for (const name of names)
    expect((await program(name)).commands.map((command) => command.name())).toEqual([name]);
});

it('a name that no command has, and one that every object has, load all, so that help can list them', async () => {
  const { commands } = await program();
  for (const name of ['verfy', 'constructor', '--help', ''])
    expect((await program(name)).commands).toHaveLength(commands.length);
});
