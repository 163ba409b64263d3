import { TestEnvironment } from 'jest-environment-node';

/**
 * A spec file's process in the time zone `testEnvironmentOptions.zone`. Node reads TZ anew when it is set, for every
 * context of the process, so one run of jest can hold the same spec in several zones.
 */
export default class ZoneEnvironment extends TestEnvironment {
  constructor(config, context) {
    const { zone } = config.projectConfig.testEnvironmentOptions;
    const before = process.env.TZ;
    // What depends on the zone shows in any history; the full number is tried in the zone of the machine.
    process.env.HISTORIES_SHARE = '0.25';
    // Before the base class copies the environment for the spec, whose children are to have it too.
    process.env.TZ = zone;
    super(config, context);
    this.before = before;
    const actual = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (actual !== zone) throw new Error(`The time zone is ${actual} and should be ${zone}`);
  }

  async teardown() {
    await super.teardown();
    delete process.env.HISTORIES_SHARE;
    if (this.before === undefined) delete process.env.TZ;
    else process.env.TZ = this.before;
  }
}
