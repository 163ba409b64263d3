import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as apps from 'kubernetes-models/apps/v1';
import * as batch from 'kubernetes-models/batch/v1';
import * as policy from 'kubernetes-models/policy/v1';
import * as core from 'kubernetes-models/v1';
import { parseAllDocuments } from 'yaml';

const FOLDER = 'deploy/kubernetes/';
const GROUPS: Record<string, Record<string, unknown>> = {
  v1: core,
  'apps/v1': apps,
  'batch/v1': batch,
  'policy/v1': policy,
};

interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string };
  spec?: Record<string, unknown>;
}

const manifests = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.yaml') && file !== 'kustomization.yaml')
  .flatMap((file) => parseAllDocuments(readFileSync(FOLDER + file, 'utf8')))
  .map((document) => document.toJS() as Manifest);
const named = manifests.map((manifest) => [`${manifest.kind} ${manifest.metadata.name}`, manifest] as const);
const oneOf = (kind: string) => manifests.find((manifest) => manifest.kind === kind) as Manifest;

/**
 * The value; each of its members leaves `unread` once it is read. The schemas of Kubernetes allow members that they do not know, as
 * the server drops them: a name with a mistake is one that the validation never asks for.
 */
function watched(value: unknown, path: string, unread: Set<string>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const member of Object.keys(value)) unread.add(`${path}/${member}`);
  const members: Record<string, unknown> = {};
  return new Proxy(value, {
    get(target, member) {
      const found: unknown = Reflect.get(target, member);
      if (typeof member !== 'string' || !Object.hasOwn(target, member)) return found;
      unread.delete(`${path}/${member}`);
      return (members[member] ??= watched(found, `${path}/${member}`, unread));
    },
  });
}

describe('The manifests for Kubernetes', () => {
  it('are the six resources of a deployment', () => {
    expect(manifests.map(({ kind }) => kind).sort()).toEqual(
      ['ConfigMap', 'Deployment', 'Job', 'PersistentVolumeClaim', 'PodDisruptionBudget', 'Service'].sort(),
    );
  });

  it.each(named)(
    '%s is valid by the schema of its kind and has no member that it does not know',
    (_, manifest) => {
      const model = GROUPS[manifest.apiVersion]?.[manifest.kind] as { prototype: { validate: () => void } };
      const unread = new Set<string>();
      model.prototype.validate.call(watched(manifest, '', unread));
      expect([...unread]).toEqual([]);
    },
  );

  it('select the pods of the deployment, and send to a port of theirs', () => {
    const deployment = oneOf('Deployment').spec as {
      selector: { matchLabels: Record<string, string> };
      template: {
        metadata: { labels: Record<string, string> };
        spec: { containers: { ports: { name: string }[] }[] };
      };
    };
    const { labels } = deployment.template.metadata;
    const service = oneOf('Service').spec as {
      selector: Record<string, string>;
      ports: { targetPort: string }[];
    };
    const budget = oneOf('PodDisruptionBudget').spec as { selector: { matchLabels: Record<string, string> } };
    expect(labels).toMatchObject(deployment.selector.matchLabels);
    expect(labels).toMatchObject(service.selector);
    expect(labels).toMatchObject(budget.selector.matchLabels);
    const jobLabels = (oneOf('Job').spec as typeof deployment).template.metadata.labels;
    expect(jobLabels).not.toMatchObject(service.selector);
    const ports = deployment.template.spec.containers.flatMap((container) => container.ports);
    expect(ports.map(({ name }) => name)).toEqual(service.ports.map(({ targetPort }) => targetPort));
  });

  it('name only settings, volumes and resources that are there', () => {
    const texts = readdirSync(FOLDER).map((file) => readFileSync(FOLDER + file, 'utf8'));
    const all = (pattern: RegExp) =>
      texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name));
    const named = (kind: string) => oneOf(kind).metadata.name;
    expect(all(/configMapRef:\s+name: (\S+)/g)).toEqual([named('ConfigMap'), named('ConfigMap')]);
    expect(all(/claimName: (\S+)/g)).toEqual([named('PersistentVolumeClaim')]);
    const secrets = all(/create secret generic (\S+)/g);
    expect(new Set(all(/secretRef:\s+name: (\S+)/g))).toEqual(new Set(secrets));
    const resources = all(/^ {2}- (\S+\.yaml)$/gm);
    expect([...resources, 'kustomization.yaml'].sort()).toEqual(
      readdirSync(FOLDER)
        .filter((file) => file.endsWith('.yaml'))
        .sort(),
    );
  });
});
