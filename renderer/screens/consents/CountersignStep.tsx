import { Button, TextInput } from '@mantine/core';
import { IconArrowBackUp, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import type { Strokes } from '../../../shared/contract/values.ts';
import { useMay, useSitting } from '../../desk.ts';
import { api } from '../../rpc.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { signatureState } from '../../ui/signature.ts';
import { SignaturePad } from '../../ui/SignaturePad.tsx';
import { DecisionSummary } from './DecisionSummary.tsx';
import { InkImage } from './InkImage.tsx';
import type { ConsentAtHand } from './use-consent.ts';
import css from './consents.module.css';

/** The practitioner who explained signs under the same text; with that it is complete and locked. */
export function CountersignStep({ record, hand }: { record: ConsentRecord; hand: ConsentAtHand }) {
  const { t } = useTranslation('consents');
  const sitting = useSitting();
  const may = useMay('consents.countersign') === true;
  const [strokes, setStrokes] = useState<Strokes>([]);
  const [typedName, setTypedName] = useState(sitting.displayName);
  const [tried, setTried] = useState(false);
  const [reopening, setReopening] = useState(false);
  const ink = signatureState(strokes);

  const countersign = async () => {
    setTried(true);
    if (ink !== 'signed' || typedName.trim() === '') return;
    await hand.run((known) =>
      api.consents.countersign({ ...known, contentHash: record.contentHash, typedName, strokes }),
    );
  };

  return (
    <div className={css['signDesk']}>
      <div className={css['stack']}>
        <DecisionSummary document={record.document} />
        <Section title={t('countersign.patient')}>
          <div className={css['signatures']}>
            {record.signatures.map((signature) => (
              <InkImage
                key={`${signature.role}:${signature.name}`}
                signature={signature}
                consentId={record.id}
              />
            ))}
          </div>
        </Section>
      </div>
      <Section title={t('countersign.title')}>
        <div className={css['stack']}>
          {!record.intact && (
            <Notice tone="bad" title={t('finished.broken')}>
              {t('finished.brokenHow')}
            </Notice>
          )}
          {may ? (
            <>
              {sitting.userId !== record.document.practitioner.id && (
                <Notice
                  tone="warn"
                  title={t('countersign.other', { name: record.document.practitioner.name })}
                />
              )}
              <p className={css['statement']}>{record.document.explained}</p>
              <SignaturePad
                label={t('sign.pad')}
                value={strokes}
                onChange={setStrokes}
                height={150}
                error={tried && ink === 'empty' ? t('sign.empty') : undefined}
              />
              <TextInput
                label={t('sign.typedName')}
                required
                autoComplete="off"
                value={typedName}
                error={tried && typedName.trim() === '' ? t('sign.nameMissing') : undefined}
                onChange={(event) => setTypedName(event.currentTarget.value)}
              />
            </>
          ) : (
            <Notice tone="info" title={t('countersign.waits', { name: record.document.practitioner.name })}>
              {t('countersign.waitsHow')}
            </Notice>
          )}
          <div className={css['row']}>
            <Button
              variant="default"
              leftSection={<IconArrowBackUp size={16} />}
              onClick={() => setReopening(true)}
            >
              {t('countersign.reopen')}
            </Button>
            <span className={css['grow']} />
            {may && (
              <Button
                leftSection={<IconLock size={16} />}
                loading={hand.saving}
                onClick={() => void countersign()}
              >
                {t('countersign.sign')}
              </Button>
            )}
          </div>
        </div>
      </Section>
      <ConfirmDialog
        opened={reopening}
        title={t('countersign.reopenTitle')}
        confirmLabel={t('countersign.reopen')}
        onClose={() => setReopening(false)}
        onConfirm={() => hand.run((known) => api.consents.reopen(known))}
      >
        {t('countersign.reopenText')}
      </ConfirmDialog>
    </div>
  );
}
