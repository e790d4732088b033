import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IdentityItem } from '../../../shared/contract/consent-document.ts';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import { Section } from '../../ui/Section.tsx';
import { IdentityCheck } from './IdentityCheck.tsx';
import type { ConsentAtHand } from './use-consent.ts';
import css from './consents.module.css';

/** A draft that was prepared without the patient opens only to somebody who has been told apart by two things. */
export function IdentityGate({ record, hand }: { record: ConsentRecord; hand: ConsentAtHand }) {
  const { t } = useTranslation('people');
  const { patient, plan, talk } = record.document;
  const [items, setItems] = useState<IdentityItem[]>(talk.identity);
  return (
    <Section title={t('gate.title', { name: patient.name })}>
      <div className={css['stack']}>
        <p className={css['soft']}>{t('gate.text')}</p>
        <IdentityCheck items={items} onChange={setItems} />
        <div className={css['row']}>
          <Button
            loading={hand.saving}
            disabled={items.length < 2}
            onClick={() => void hand.revise(plan, { ...talk, identity: items })}
          >
            {t('gate.open')}
          </Button>
        </div>
      </div>
    </Section>
  );
}

/** Whether two different things have shown that this is the right patient. */
export function isIdentified({ document: { talk } }: ConsentRecord): boolean {
  return new Set(talk.identity).size >= 2;
}
