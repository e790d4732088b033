import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { compare, parseDecimal, subtract } from '../../../../shared/rules/decimal.ts';
import { inKilopascal, PPT, pptMean } from '../../../../shared/rules/findings.ts';
import { NumberField } from '../../../ui/Fields.tsx';
import type { FindingPart } from './finding-part.ts';
import css from './findings.module.css';

const readable = (readings: readonly string[] | undefined) =>
  (readings ?? []).every((value) => parseDecimal(value).ok) ? readings : undefined;

/** Three readings here and three on the other side, with means and difference; no norm, because none exists. */
export function FindingPressure({ finding, onChange }: Omit<FindingPart, 'reference'>) {
  const { t } = useTranslation('chart');
  const [here, there] = [pptMean(readable(finding.ppt)), pptMean(readable(finding.pptOtherSide))];
  return (
    <div className={css['pressure']}>
      <Readings
        where={t('finding.ppt.here')}
        readings={finding.ppt}
        mean={here}
        onChange={(ppt) => onChange({ ppt })}
      />
      <Readings
        where={t('finding.ppt.there')}
        readings={finding.pptOtherSide}
        mean={there}
        onChange={(pptOtherSide) => onChange({ pptOtherSide })}
      />
      {here !== null && there !== null && <Difference here={here} there={there} />}
    </div>
  );
}

interface ReadingsProps {
  where: string;
  readings: readonly string[] | undefined;
  mean: string | null;
  onChange: (readings: string[] | undefined) => void;
}

function Readings({ where, readings = [], mean, onChange }: ReadingsProps) {
  const { t } = useTranslation('chart');
  // A reading stays in the box where it was typed, also while the one before it is still empty.
  const [boxes, setBoxes] = useState(() =>
    Array.from({ length: PPT.readings }, (_, at) => readings[at] ?? ''),
  );
  const type = (index: number, value: string) => {
    const next = boxes.with(index, value);
    setBoxes(next);
    const typed = next.filter((reading) => reading !== '');
    onChange(typed.length === 0 ? undefined : typed);
  };
  return (
    <fieldset>
      <legend>
        {t('finding.ppt.title')}, {where} ({t('finding.ppt.unit')})
      </legend>
      <div className={css['readings']}>
        {boxes.map((value, index) => (
          <NumberField
            // The readings have no name but their order.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            label={t('finding.ppt.reading', { where, at: index + 1 })}
            hideLabel
            step="0.1"
            value={value}
            onChange={(typed) => type(index, typed)}
          />
        ))}
      </div>
      {mean !== null && <output>{t('finding.ppt.mean', { mean, kpa: inKilopascal(mean) })}</output>}
    </fieldset>
  );
}

function Difference({ here, there }: { here: string; there: string }) {
  const { t } = useTranslation('chart');
  const order = compare(here, there);
  const difference = order < 0 ? subtract(there, here) : subtract(here, there);
  const said = { difference, kpa: inKilopascal(difference) };
  return (
    <p className={css['difference']}>
      {order === 0
        ? t('finding.ppt.same')
        : order < 0
          ? t('finding.ppt.lower', said)
          : t('finding.ppt.higher', said)}
      . <span className={css['soft']}>{t('finding.ppt.norm')}</span>
    </p>
  );
}
