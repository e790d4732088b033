import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { q } from '../../rpc.ts';
import { Facts } from '../../ui/Section.tsx';
import css from './phases.module.css';

/** What the chosen techniques bring with them: credentials, consent and safety questions, in words. */
export function TypeAsks({ chosen }: { chosen: readonly string[] }) {
  const { t } = useTranslation('phases');
  const reference = useQuery({ ...q.practice.reference.queryOptions(), staleTime: Infinity });
  if (reference.data === undefined) return null;
  const { techniques, risks, contraindications } = reference.data;
  const picked = techniques.entries.filter(({ id }) => chosen.includes(id));
  if (picked.length === 0) return <p className={css['lead']}>{t('asks.none')}</p>;
  const asked = new Set(picked.flatMap(({ credentials }) => credentials));
  const credentials = techniques.credentialTypes.filter(({ id }) => asked.has(id));
  const serious = risks.entries.filter(
    (risk) => risk.severity === 'serious' && risk.techniques.some((id) => chosen.includes(id)),
  );
  const groups = new Set(
    contraindications.techniqueGroups
      .filter((group) => group.techniques.some((id) => chosen.includes(id)))
      .map(({ key }) => key),
  );
  const questions = contraindications.entries.filter(
    ({ ask, effects }) =>
      ask !== null && effects.some(({ to }) => to === 'everything' || groups.has(to) || chosen.includes(to)),
  );
  const names = picked.map(({ name }) => name).join(', ');
  return (
    <div className={css['stack']}>
      <p className={css['lead']}>
        <strong>{t('asks.title')}</strong>
      </p>
      <Facts
        columns={1}
        items={[
          { label: t('asks.credentials'), value: credentials.map(({ label }) => label).join(', ') },
          { label: t('asks.consent'), value: t('asks.consentText', { names, count: serious.length }) },
          { label: t('asks.safety'), value: questions.map(({ name }) => name).join(', ') || '–' },
        ]}
      />
    </div>
  );
}
