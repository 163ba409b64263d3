/**
 * Run it after `npm install`: names in package-lock.json the optional packages for other platforms that npm left out.
 *
 * npm leaves out what it cannot see: a registry that offers only some platforms, or a node_modules made on another one
 * (https://github.com/npm/cli/issues/4828). `npm ci` then refuses the file ("Missing … from lock file"), or a colleague's
 * machine gets no binary. Their versions are exact in the package that wants them, so they can be named without being there.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const CPUS = ['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];
const PLATFORM =
  /(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)-([a-z0-9]+)(?:-([a-z0-9]+))?$/;
const LIBCS = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const added = {};
for (const { optionalDependencies = {}, dev, peer } of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const [, os, cpu, abi] = PLATFORM.exec(name) ?? [];
    const missing = !Object.keys(lock.packages).some((path) => path.endsWith(`node_modules/${name}`));
    if (!missing || !os || !CPUS.includes(cpu) || !/^\d/.test(version)) continue;
    const libc = os === 'linux' && LIBCS[abi] ? { libc: [LIBCS[abi]] } : {};
    added[`node_modules/${name}`] = {
      version,
      cpu: [cpu],
      ...(dev && { dev }),
      ...libc,
      optional: true,
      os: [os],
      ...(peer && { peer }),
    };
  }
}
lock.packages = Object.fromEntries(
  Object.entries({ ...lock.packages, ...added }).sort(([a], [b]) => (a < b ? -1 : 1)),
);
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${Object.keys(added).length} packages named\n`);
