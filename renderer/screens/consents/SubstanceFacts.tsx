import { useTranslation } from 'react-i18next';
import type { SubstanceLine } from '../../../shared/contract/consent-document.ts';
import { Notice } from '../../ui/Notice.tsx';
import { ClassTag } from './ClassTag.tsx';
import css from './talk.module.css';

/** Everything the patient is told of one injected substance or mixture. */
export function SubstanceFacts({ line }: { line: SubstanceLine }) {
  const { t } = useTranslation(['consents', 'people']);
  const facts: [label: string, value: string][] = [
    [t('substance.purpose'), line.purpose.join('; ')],
    [t('substance.route'), line.route ?? ''],
    [t('substance.common'), line.commonEffects.join(', ')],
    [t('substance.serious'), line.seriousEffects.join(', ')],
    [
      t('substance.allergens'),
      line.allergens.length === 0 ? t('substance.noAllergens') : line.allergens.join(', '),
    ],
    [t('substance.contains'), line.contains.join(', ')],
    [t('substance.origin'), line.origin.join(', ')],
    [
      t('substance.animal'),
      line.animalOrigin.length === 0 ? t('substance.noAnimal') : line.animalOrigin.join(', '),
    ],
    [t('substance.licence'), t(`licence.${line.licence}`)],
    [t('people:substance.ownBlood'), line.ownBlood ?? ''],
    [t('people:substance.without'), line.without.join(' ')],
  ];
  return (
    <>
      <p className={css['classLine']}>
        <ClassTag disclosureClass={line.disclosureClass} />{' '}
        <span>{t(`reason.${line.classReason as 'vehicle'}`, { defaultValue: '' })}</span>
      </p>
      {line.warnings.length > 0 && (
        <Notice tone="bad" title={t('substance.warnings', { count: line.warnings.length })}>
          <ul className={css['warnings']}>
            {line.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Notice>
      )}
      <dl className={css['facts']}>
        {facts
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label} className={css['fact']}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </>
  );
}
