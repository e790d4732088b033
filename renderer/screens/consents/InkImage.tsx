import { Button } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsentSignature } from '../../../shared/contract/consents.ts';
import { ScanDialog } from './ScanView.tsx';
import { useClinicTime } from './use-clinic-time.ts';
import css from './consents.module.css';

/** A signature by hand: the ink is on the scan, and of the time only the day is known. */
function ByHand({ signature, consentId }: { signature: ConsentSignature; consentId: string }) {
  const { t } = useTranslation(['paper', 'consents']);
  const time = useClinicTime();
  const [shown, setShown] = useState(false);
  return (
    <figure className={css['signature']}>
      <Button variant="default" leftSection={<IconFileText size={16} />} onClick={() => setShown(true)}>
        {t('scan.show')}
      </Button>
      <figcaption>
        <strong>{signature.typedName}</strong>
        <br />
        {t(`consents:signature.${signature.role}`, { name: signature.name, relation: signature.relation })}
        <br />
        {t('scan.byHand')}, {time(signature.signedAt, 'date')}
      </figcaption>
      {shown && <ScanDialog consentId={consentId} onClose={() => setShown(false)} />}
    </figure>
  );
}

/** A signature drawn again from its points, with name, time and meaning. */
export function InkImage({ signature, consentId }: { signature: ConsentSignature; consentId: string }) {
  const { t } = useTranslation('consents');
  const time = useClinicTime();
  if (signature.medium === 'paper') return <ByHand signature={signature} consentId={consentId} />;
  const points = signature.strokes.flat();
  const [left, top] = [Math.min(...points.map(({ x }) => x)), Math.min(...points.map(({ y }) => y))];
  const [width, height] = [
    Math.max(...points.map(({ x }) => x)) - left,
    Math.max(...points.map(({ y }) => y)) - top,
  ];
  const pad = Math.max(width, height) * 0.06 + 60;
  const d = signature.strokes.map((stroke) => `M${stroke.map(({ x, y }) => `${x} ${y}`).join('L')}`).join('');
  return (
    <figure className={css['signature']}>
      <svg
        className={css['ink']}
        viewBox={`${left - pad} ${top - pad} ${width + 2 * pad} ${height + 2 * pad}`}
        role="img"
        aria-label={t('signature.of', { name: signature.name })}
      >
        <path
          d={d}
          fill="none"
          stroke="#10333a"
          strokeWidth={2}
          vectorEffect="non-scaling-stroke"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <figcaption>
        <strong>{signature.typedName}</strong>
        <br />
        {t(`signature.${signature.role}`, { name: signature.name, relation: signature.relation })}
        <br />
        {time(signature.signedAt)}
      </figcaption>
    </figure>
  );
}
