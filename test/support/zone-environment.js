import { TestEnvironment } from 'jest-environment-node';

/**
 * A spec file's process in the time zone `testEnvironmentOptions.zone`. Node reads TZ anew when it is set, for every
 * context of the process, so one run of jest can hold the same spec in several zones.
 */
export default class ZoneEnvironment extends TestEnvironment {
  constructor(config, context) {
    const { zone } = config.projectConfig.testEnvironmentOptions;
    const before = process.env.TZ;
    const share = process.env.HISTORIES_SHARE;
    // What depends on the zone shows in any history; more are tried in the zone of the run.
    process.env.HISTORIES_SHARE = '0.25';
    // Before the base class copies the environment for the spec, whose children are to have it too.
    process.env.TZ = zone;
    super(config, context);
    this.before = { TZ: before, HISTORIES_SHARE: share };
    const actual = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (actual !== zone) throw new Error(`The time zone is ${actual} and should be ${zone}`);
  }

  async teardown() {
    await super.teardown();
    restore('TZ', this.before.TZ);
    restore('HISTORIES_SHARE', this.before.HISTORIES_SHARE);
  }
}

function restore(name, value) {
  if (value === undefined) Reflect.deleteProperty(process.env, name);
  else process.env[name] = value;
}
