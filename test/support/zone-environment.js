import NativeEnvironment from './native-environment.js';

/**
 * A spec file in the time zone `testEnvironmentOptions.zone`. Node reads TZ anew when it is set, so one run of jest can hold the
 * same spec in several zones.
 */
export default class ZoneEnvironment extends NativeEnvironment {
  constructor(config) {
    super(config);
    const { zone } = config.projectConfig.testEnvironmentOptions;
    process.env.TZ = zone;
    // What depends on the zone shows in any history; more are tried in the zone of the run.
    process.env.HISTORIES_SHARE = '0.25';
    const actual = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (actual !== zone) throw new Error(`The time zone is ${actual} and should be ${zone}`);
  }
}
