import { useTranslation } from 'react-i18next';
import type { ConsentSignature } from '../../../shared/contract/consents.ts';
import { useClinicTime } from './use-clinic-time.ts';
import css from './consents.module.css';

/** A signature drawn again from its points, with name, time and meaning. */
export function InkImage({ signature }: { signature: ConsentSignature }) {
  const { t } = useTranslation('consents');
  const time = useClinicTime();
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
