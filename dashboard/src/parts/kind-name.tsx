import { Labelled } from '../labels/labelled.js';
import { useLabels } from '../labels/use-labels.js';

/** What a kind of developments is called. */
export function KindName({ kind }: { kind: string }) {
  return <Labelled slug={kind} label={useLabels().kind(kind)} />;
}
