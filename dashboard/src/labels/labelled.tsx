import { Fragment } from 'react';
import { useLanguage } from '../words/language.js';
import { useLabels } from './use-labels.js';

/** A label with its slug as a tooltip. */
export function Labelled({ slug, label }: { slug: string; label: string }) {
  return slug === label ? label : <span title={slug}>{label}</span>;
}

export function Area({ area }: { area: string }) {
  return <Labelled slug={area} label={useLabels().area(area)} />;
}

export function Jurisdictions({ codes }: { codes: readonly string[] }) {
  const { country } = useLabels();
  const { language } = useLanguage();
  return codes.map((code, i) => (
    <Fragment key={code}>
      {i > 0 && (language === 'ja' ? '、' : ', ')}
      <Labelled slug={code} label={country(code)} />
    </Fragment>
  ));
}
