import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconArrowLeft, IconSignature } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import type { Strokes } from '../../../shared/contract/values.ts';
import { api } from '../../rpc.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { signatureState } from '../../ui/signature.ts';
import { SignaturePad } from '../../ui/SignaturePad.tsx';
import { DecisionSummary } from './DecisionSummary.tsx';
import type { ConsentAtHand } from './use-consent.ts';
import css from './consents.module.css';

interface SignStepProps {
  record: ConsentRecord;
  hand: ConsentAtHand;
  onBack: () => void;
}

/** The patient, or who may decide for them, signs what was just read and decided. */
export function SignStep({ record, hand, onBack }: SignStepProps) {
  const { t } = useTranslation('consents');
  const { document, signers } = record;
  const guardians = signers?.guardians ?? [];
  const mayPatient = signers?.patient === 'may';
  const [role, setRole] = useState<'patient' | 'guardian'>(mayPatient ? 'patient' : 'guardian');
  const [guardianName, setGuardian] = useState<string | null>(guardians[0]?.name ?? null);
  const [strokes, setStrokes] = useState<Strokes>([]);
  const [typedName, setTypedName] = useState('');
  const [tried, setTried] = useState(false);
  const guardian = guardians.find(({ name }) => name === guardianName);
  const ink = signatureState(strokes);
  const ready =
    ink === 'signed' && typedName.trim() !== '' && (role === 'patient' ? mayPatient : guardian !== undefined);

  const sign = async () => {
    setTried(true);
    if (!ready) return;
    const name = role === 'patient' ? document.patient.name : (guardian?.name ?? '');
    await hand.run((known) =>
      api.consents.sign({ ...known, contentHash: record.contentHash, role, name, typedName, strokes }),
    );
  };

  return (
    <div className={css['signDesk']}>
      <DecisionSummary document={document} />
      <Section title={t('sign.title')}>
        <div className={css['stack']}>
          {signers !== null && signers.patient !== 'may' && (
            <Notice tone="warn" title={t(`sign.${signers.patient}`, { name: document.patient.name })}>
              {signers.basis.join(' ')}
              {guardians.length === 0 && (
                <>
                  {' '}
                  {t('sign.noGuardian')}{' '}
                  <Link
                    to="/patients/$patientId"
                    params={{ patientId: record.patientId }}
                    search={{ tab: 'identity' }}
                  >
                    {t('sign.toGuardians')}
                  </Link>
                </>
              )}
            </Notice>
          )}
          {mayPatient && guardians.length > 0 && (
            <SegmentedControl
              aria-label={t('sign.who')}
              value={role}
              onChange={(next) => setRole(next === 'guardian' ? 'guardian' : 'patient')}
              data={[
                { value: 'patient', label: document.patient.name },
                { value: 'guardian', label: t('sign.guardian') },
              ]}
            />
          )}
          {role === 'guardian' && guardians.length > 0 && (
            <Select
              label={t('sign.guardianName')}
              allowDeselect={false}
              value={guardianName}
              onChange={setGuardian}
              data={guardians.map(({ name, relation }) => ({ value: name, label: `${name} (${relation})` }))}
            />
          )}
          <p className={css['statement']}>{t(`sign.statement.${role}`, { name: document.patient.name })}</p>
          <SignaturePad
            label={t('sign.pad')}
            value={strokes}
            onChange={setStrokes}
            height={180}
            error={tried && ink === 'empty' ? t('sign.empty') : undefined}
          />
          <TextInput
            label={t('sign.typedName')}
            description={t('sign.typedNameHint')}
            required
            autoComplete="off"
            value={typedName}
            error={tried && typedName.trim() === '' ? t('sign.nameMissing') : undefined}
            onChange={(event) => setTypedName(event.currentTarget.value)}
          />
          <div className={css['row']}>
            <Button variant="default" leftSection={<IconArrowLeft size={16} />} onClick={onBack}>
              {t('sign.back')}
            </Button>
            <span className={css['grow']} />
            <Button
              leftSection={<IconSignature size={17} />}
              loading={hand.saving}
              disabled={!mayPatient && guardians.length === 0}
              onClick={() => void sign()}
            >
              {t('sign.sign')}
            </Button>
          </div>
          <p className={css['soft']}>{t('sign.kind')}</p>
        </div>
      </Section>
    </div>
  );
}
