import Sequencer from '@jest/test-sequencer';

/** Specs with a server before those without: a long one at the end would keep one worker busy and the others idle. */
export default class SlowFirst extends Sequencer {
  sort(tests) {
    const rank = ({ context }) =>
      ['e2e', 'int', 'unit'].findIndex((kind) => nameOf(context).startsWith(kind));
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
}

const nameOf = ({ config }) => config.displayName?.name ?? '';
